package sandbox.operators;

import static sandbox.operators.KitFailure.unless;
import static sandbox.operators.KitFailure.unlessSame;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import sandbox.operators.KitWorld.KitInvoice;
import sandbox.operators.OperatorWire.Heard;

/** Paynet's older SOAP service, and XML that nobody may send. */
final class PaynetSoapKit extends OperatorKit {

    private static final String PATH = "/operators/paynet-soap";
    private static final long AMOUNT = 150_000;
    private static final String HEAD =
            "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:uws=\"%s\">"
                    + "<soapenv:Body>";
    private static final String TAIL = "</soapenv:Body></soapenv:Envelope>";
    private static final String NAMESPACE = "http://uws.provider.com/";
    private static final AtomicLong NAMES = new AtomicLong(System.nanoTime() & 0xFFFF_FFFF_FFFFL);

    private final KitWorld world;

    PaynetSoapKit(KitWorld world) {
        this.world = world;
        scenario("information about an account that there is, and one that there is not", this::information);
        scenario("a service that is not ours: nobody is told of, nothing is paid", this::foreignService);
        scenario("payment, the same again, check, cancellation, the same again, check", this::whole);
        scenario("forged: no, wrong and another's credentials", this::credentials);
        scenario("amounts: zero, negative, with decimals, out of bounds", this::amounts);
        scenario("replay: one of sixteen payments", this::manyAtOnce);
        scenario("statement: what was paid, and dates that are none", this::statement);
        scenario(
                "change of the password: asked again until its answer is heard; then the old one no more",
                this::password);
        scenario("XML: cut off, foreign namespaces, fields twice, two calls, unknown calls", this::malformed);
        scenario("XML: document types, external and exploding entities, depth, size", this::hostile);
        world.invoices()
                .ifPresent(invoices -> scenario(
                        "invoice: its amount is shown in so'm and paid in tiyin, once", () -> invoice(invoices.get())));
        world.refusals()
                .ifPresent(it -> scenario("refused: beyond a limit, and by an order of the state", () -> refusals(it)));
        world.card().ifPresent(code -> scenario(CARD, () -> card(code)));
        world.spend().ifPresent(spend -> scenario("late cancel: the money is gone", () -> lateCancel(spend)));
    }

    private static long newId() {
        return NAMES.incrementAndGet();
    }

    private Heard send(String body) {
        return world.wire().post(PATH, Map.of("Content-Type", "text/xml; charset=UTF-8"), body);
    }

    private static String envelope(String inside) {
        return HEAD.formatted(NAMESPACE) + inside + TAIL;
    }

    private static String call(String operation, String fields) {
        return envelope("<uws:%1$sArguments>%2$s</uws:%1$sArguments>".formatted(operation, fields));
    }

    private String login(String password) {
        return "<password>%s</password><username>paynet</username><serviceId>1</serviceId>".formatted(password);
    }

    private String ask(String operation, String fields) {
        var heard = send(call(operation, login(world.secret()) + fields));
        unlessSame(200, heard.status(), "HTTP status of " + heard.body());
        unless(heard.body().contains("<uws:" + operation + "Result>"), operation + "Result, heard " + heard.body());
        return heard.body();
    }

    private static Optional<String> field(String answer, String name) {
        var found = Pattern.compile("<" + name + ">([^<]*)</" + name + ">").matcher(answer);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    private static String status(String answer, int wanted) {
        unlessSame(Optional.of(String.valueOf(wanted)), field(answer, "status"), "status");
        return answer;
    }

    private static String account(String account) {
        return "<parameters><paramKey>client_id</paramKey><paramValue>%s</paramValue></parameters>".formatted(account);
    }

    private String pay(long id, String account, String amount) {
        return ask(
                "PerformTransaction",
                ("<amount>%s</amount>%s<transactionId>%d</transactionId>"
                                + "<transactionTime>2026-03-01T15:30:00+05:00</transactionTime>")
                        .formatted(amount, account(account), id));
    }

    private String pay(long id) {
        return pay(id, world.phone(), String.valueOf(AMOUNT));
    }

    private String about(String operation, long id) {
        return ask(operation, "<transactionId>%d</transactionId>".formatted(id));
    }

    private void information() {
        status(ask("GetInformation", account(world.phone())), 0);
        status(ask("GetInformation", account(world.stranger())), 302);
        status(ask("GetInformation", account("a &amp; b &lt;c&gt;")), 302);
        status(ask("GetInformation", ""), 411);
    }

    private void foreignService() {
        long id = newId();
        var payment =
                "<amount>%d</amount>%s<transactionId>%d</transactionId>".formatted(AMOUNT, account(world.phone()), id)
                        + "<transactionTime>2026-03-01T15:30:00+05:00</transactionTime>";
        for (var call : List.of(
                call("GetInformation", foreign(account(world.phone()))),
                call("PerformTransaction", foreign(payment)))) {
            var heard = send(call);
            unlessSame(200, heard.status(), "HTTP status of " + heard.body());
            status(heard.body(), 305);
        }
        unlessSame(Optional.of("3"), field(about("CheckTransaction", id), "transactionState"), "state");
    }

    private String foreign(String fields) {
        return login(world.secret()).replace("<serviceId>1<", "<serviceId>2<") + fields;
    }

    private void refusals(KitWorld.Refusals who) {
        status(pay(newId(), who.limited(), String.valueOf(AMOUNT)), 413);
        long id = newId();
        status(pay(id, who.stopped(), String.valueOf(AMOUNT)), 100);
        unlessSame(Optional.of("3"), field(about("CheckTransaction", id), "transactionState"), "state");
    }

    private void whole() {
        long id = newId();
        var number = field(status(pay(id), 0), "providerTrnId");
        unless(number.isPresent(), "providerTrnId");
        status(pay(id), 201);
        var check = status(about("CheckTransaction", id), 0);
        unlessSame(Optional.of("1"), field(check, "transactionState"), "state");
        unlessSame(number, field(check, "providerTrnId"), "providerTrnId");
        unlessSame(Optional.of("2"), field(status(about("CancelTransaction", id), 0), "transactionState"), "state");
        status(about("CancelTransaction", id), 202);
        unlessSame(Optional.of("2"), field(about("CheckTransaction", id), "transactionState"), "state");
        unlessSame(Optional.of("3"), field(about("CheckTransaction", newId()), "transactionState"), "state");
        status(about("CancelTransaction", newId()), 203);
    }

    private String changed(String known, String wanted) {
        var fields = login(known) + "<newPassword>%s</newPassword>".formatted(wanted);
        return send(call("ChangePassword", fields)).body();
    }

    private void password() {
        var before = world.secret();
        var fresh = "kit-" + newId();
        var check = "<transactionId>%d</transactionId>".formatted(newId());
        status(changed(before, fresh), 0);
        // As if that answer was lost: whoever never heard it calls on with the password that it knows, and asks again.
        status(changed(before, fresh), 0);
        status(changed(before, fresh + "-other"), 601);
        status(changed(fresh, fresh), -32602);
        status(send(call("CheckTransaction", login(before) + check)).body(), 601);
        status(changed(before, fresh), 601);
        status(changed(fresh, before), 0);
        status(changed(before, before), -32602);
    }

    private void credentials() {
        var fields = "<transactionId>1</transactionId>";
        status(send(call("CheckTransaction", login("wrong") + fields)).body(), 601);
        status(send(call("CheckTransaction", fields)).body(), 601);
        status(
                send(call("CheckTransaction", login(world.secret()).replace(">paynet<", ">uzum<") + fields))
                        .body(),
                601);
    }

    private void amounts() {
        for (var amount : List.of("0", "-1", "150000.0", "1e5", "x", "1", "99999999999999")) {
            status(pay(newId(), world.phone(), amount), 413);
        }
    }

    private void manyAtOnce() {
        long id = newId();
        var paid = together(16, () -> field(pay(id), "status").orElse(""));
        unlessSame(1L, paid.stream().filter("0"::equals).count(), "successes of one payment");
    }

    private void statement() {
        long id = newId();
        status(pay(id), 0);
        var dates = "<dateFrom>%s</dateFrom><dateTo>%s</dateTo>";
        var lines = ask("GetStatement", dates.formatted("2020-01-01T00:00:00+05:00", "2100-01-01T00:00:00+05:00"));
        unlessSame(List.of(String.valueOf(AMOUNT)), amounts(lines, id), "amounts of the payment in its statement");
        status(about("CancelTransaction", id), 0);
        unlessSame(
                List.of(),
                amounts(
                        ask("GetStatement", dates.formatted("2020-01-01T00:00:00+05:00", "2100-01-01T00:00:00+05:00")),
                        id),
                "what was cancelled in the statement");
        status(ask("GetStatement", dates.formatted("yesterday", "today")), 414);
    }

    private static List<String> amounts(String statement, long id) {
        return Pattern.compile("<statements>(.*?)</statements>")
                .matcher(statement)
                .results()
                .map(line -> line.group(1))
                .filter(line -> line.contains("<transactionId>" + id + "</transactionId>"))
                .map(line -> field(line, "amount").orElse(""))
                .toList();
    }

    private void invoice(KitInvoice invoice) {
        var shown = status(ask("GetInformation", account(invoice.number())), 0);
        var soms = BigDecimal.valueOf(invoice.minor(), 2).toPlainString();
        unless(
                shown.contains("<paramKey>amount</paramKey><paramValue>" + soms + "</paramValue>"),
                soms + " so'm shown, heard " + shown);
        status(pay(newId(), invoice.number(), String.valueOf(invoice.minor() / 100)), 413);
        status(pay(newId(), invoice.number(), String.valueOf(invoice.minor())), 0);
        status(pay(newId(), invoice.number(), String.valueOf(invoice.minor())), 302);
    }

    private void malformed() {
        var fields = login(world.secret()) + "<transactionId>1</transactionId>";
        var right = call("CheckTransaction", fields);
        fault(right.substring(0, right.length() - 20));
        fault(right + right);
        fault(HEAD.formatted("http://uws.example/")
                + right.substring(HEAD.formatted(NAMESPACE).length()));
        fault(right.replace("http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/2003/05/soap-envelope"));
        fault(call("CheckTransaction", fields + "<transactionId>2</transactionId>"));
        fault(envelope("<uws:CheckTransactionArguments>%1$s</uws:CheckTransactionArguments>"
                .repeat(2)
                .formatted(fields)));
        fault(call("DropTable", fields));
        fault("");
        fault("{}");
    }

    private void hostile() {
        var fields = login(world.secret()) + "<transactionId>&e;</transactionId>";
        var body = call("CheckTransaction", fields);
        fault("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>" + body);
        fault("<!DOCTYPE x SYSTEM \"http://127.0.0.1:1/x.dtd\">" + call("CheckTransaction", login(world.secret())));
        var bomb = new StringBuilder("<!DOCTYPE x [<!ENTITY e0 \"ha\">");
        for (int n = 1; n < 30; n++) {
            bomb.append("<!ENTITY e%d \"&e%d;&e%d;\">".formatted(n, n - 1, n - 1));
        }
        fault(bomb + "]>" + body.replace("&e;", "&e29;"));
        fault(body);
        fault(call("CheckTransaction", "<a>".repeat(500) + "</a>".repeat(500)));
        fault(call("CheckTransaction", "<username>" + "x".repeat(30_000) + "</username>"));
        fault(call("CheckTransaction", "<username>" + "x".repeat(100_000) + "</username>"));
        fault(call("CheckTransaction", "<?php x?>" + login(world.secret())));
    }

    private void fault(String body) {
        var heard = send(body);
        unlessSame(500, heard.status(), "HTTP status of " + heard.body());
        unlessSame(Optional.of("soapenv:Client"), field(heard.body(), "faultcode"), "faultcode");
    }

    private void card(KitWorld.CardCode code) {
        status(ask("GetInformation", account(code.mistyped())), 302);
        status(pay(newId(), KitWorld.CardCode.NUMBER, String.valueOf(AMOUNT)), 302);
        status(ask("GetInformation", account(code.text())), 0);
        long id = newId();
        status(pay(id, code.text(), String.valueOf(AMOUNT)), 0);
        status(about("CancelTransaction", id), 77);
    }

    private void lateCancel(Runnable spend) {
        long id = newId();
        status(pay(id), 0);
        spend.run();
        status(about("CancelTransaction", id), 77);
    }
}
