package sandbox.operators;

import static sandbox.operators.KitFailure.unless;
import static sandbox.operators.KitFailure.unlessSame;
import static sandbox.operators.PaymeKit.refused;
import static sandbox.operators.PaymeKit.refusedAccount;
import static sandbox.operators.PaymeKit.result;

import java.util.function.Supplier;
import sandbox.operators.KitWorld.KitInvoice;
import tools.jackson.databind.JsonNode;

/** One-time accounts at Payme, as its own scenarios try them, and what their tax receipts name. */
final class PaymeInvoices {

    private final PaymeDesk payme;
    private final Supplier<KitInvoice> invoices;

    PaymeInvoices(PaymeDesk payme, Supplier<KitInvoice> invoices) {
        this.payme = payme;
        this.invoices = invoices;
    }

    void addTo(PaymeKit kit) {
        kit.scenario("invoice: wrong amount, held, paid, closed", this::once);
        kit.scenario("invoice: free again after a cancellation", this::freed);
        kit.scenario("invoice: what its tax receipt names comes to its amount", this::detail);
    }

    private JsonNode create(String id, String what) {
        var params = "{\"id\":\"%s\",\"time\":%d,%s}".formatted(id, System.currentTimeMillis(), what);
        return payme.call("CreateTransaction", params);
    }

    private JsonNode about(String method, String id) {
        return payme.call(method, "{\"id\":\"%s\",\"reason\":5}".formatted(id));
    }

    private static String pay(KitInvoice invoice, long minor) {
        return "\"amount\":%d,\"account\":{\"invoice\":\"%s\"}".formatted(minor, invoice.number());
    }

    private void once() {
        var invoice = invoices.get();
        var right = pay(invoice, invoice.minor());
        var wrong = pay(invoice, invoice.minor() - 1);
        refused(payme.call("CheckPerformTransaction", "{" + wrong + "}"), -31001);
        refused(create(PaymeDesk.newId(), wrong), -31001);
        var id = PaymeDesk.newId();
        result(create(id, right));
        refusedAccount(create(PaymeDesk.newId(), right), "invoice");
        refusedAccount(payme.call("CheckPerformTransaction", "{" + right + "}"), "invoice");
        result(about("PerformTransaction", id));
        refusedAccount(create(PaymeDesk.newId(), right), "invoice");
        unlessSame(-2, result(about("CancelTransaction", id)).path("state").asInt(), "state");
        refusedAccount(create(PaymeDesk.newId(), right), "invoice");
    }

    private void freed() {
        var invoice = invoices.get();
        var right = pay(invoice, invoice.minor());
        var id = PaymeDesk.newId();
        result(create(id, right));
        result(about("CancelTransaction", id));
        var won = OperatorKit.together(8, () -> create(PaymeDesk.newId(), right).has("result"));
        unlessSame(1L, won.stream().filter(it -> it).count(), "transactions that hold one invoice");
    }

    private void detail() {
        var invoice = invoices.get();
        var detail = result(payme.call("CheckPerformTransaction", "{" + pay(invoice, invoice.minor()) + "}"))
                .path("detail");
        unlessSame(0, detail.path("receipt_type").asInt(-1), "receipt_type");
        unless(!detail.path("items").isEmpty(), "items");
        long total = detail.path("shipping").path("price").asLong(0);
        for (var item : detail.path("items")) {
            unless(!item.path("title").asString().isBlank(), "a title");
            unless(item.path("code").asString().matches("[0-9]{17}"), "a product code of seventeen digits");
            unless(item.path("package_code").asString().matches("[0-9]+"), "the code of the package");
            unless(item.path("vat_percent").isIntegralNumber(), "vat_percent");
            total += item.path("price").asLong() * item.path("count").asLong()
                    - item.path("discount").asLong(0);
        }
        unlessSame(invoice.minor(), total, "what prices, discounts and shipping come to");
    }
}
