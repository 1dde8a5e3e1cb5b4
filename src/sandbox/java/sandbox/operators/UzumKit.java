package sandbox.operators;

import static sandbox.operators.KitFailure.unless;
import static sandbox.operators.KitFailure.unlessSame;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import sandbox.operators.KitWorld.KitInvoice;
import sandbox.operators.OperatorWire.Heard;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Uzum Bank: check, create, confirm, reverse and status, and what goes wrong on the way. */
final class UzumKit extends OperatorKit {

    private static final String PATH = "/operators/uzum/";
    private static final String LOGIN = "uzum";
    private static final long AMOUNT = 2_500_000;

    private final KitWorld world;

    UzumKit(KitWorld world) {
        this.world = world;
        scenario("check: an account that there is, and one that there is not", this::check);
        scenario("create, status, confirm, repeat, status, reverse, repeat, status", this::whole);
        scenario("create, reverse, confirm", this::reversedFirst);
        scenario("forged: no, wrong, and another's credentials", this::credentials);
        scenario("requests: no JSON, fields missing, a foreign service, an unknown step, a GET", this::requests);
        scenario("amounts: zero, negative, with decimals, as text, out of bounds", this::amounts);
        scenario("replay: one of sixteen creates, one of sixteen confirms", this::manyAtOnce);
        scenario("reorder: confirm, reverse and status before create", this::beforeItsTime);
        world.invoices().ifPresent(this::addInvoices);
        world.refusals()
                .ifPresent(it -> scenario("refused: beyond a limit, and by an order of the state", () -> refusals(it)));
        world.card().ifPresent(code -> scenario(CARD, () -> card(code)));
        world.spend().ifPresent(spend -> scenario("late reverse: the money is gone", () -> lateReverse(spend)));
    }

    private void addInvoices(Supplier<KitInvoice> invoices) {
        scenario("invoice: wrong amount, paid once", () -> invoice(invoices.get()));
    }

    private Heard send(String step, String body, String authorization) {
        var headers = Map.of("Authorization", authorization, "Content-Type", "application/json");
        return world.wire().post(PATH + step, headers, body);
    }

    private Heard send(String step, String fields) {
        var body = "{\"serviceId\":101202,\"timestamp\":%d,%s}".formatted(System.currentTimeMillis(), fields);
        return send(step, body, PaymeDesk.basic(LOGIN, world.secret()));
    }

    private static JsonNode fine(Heard heard, String status) {
        unlessSame(200, heard.status(), "HTTP status of " + heard.body());
        var answer = JsonMapper.shared().readTree(heard.body());
        unlessSame(status, answer.path("status").asString(), "status");
        unlessSame(101_202L, answer.path("serviceId").asLong(), "serviceId");
        return answer;
    }

    private static void failed(Heard heard, String code) {
        unlessSame(400, heard.status(), "HTTP status of " + heard.body());
        var answer = JsonMapper.shared().readTree(heard.body());
        unlessSame("FAILED", answer.path("status").asString(), "status");
        unlessSame(code, answer.path("errorCode").asString(), "errorCode");
    }

    private Heard create(String id, String account, String amount) {
        return send(
                "create",
                "\"transId\":\"%s\",\"params\":{\"account\":\"%s\"},\"amount\":%s".formatted(id, account, amount));
    }

    private Heard create(String id) {
        return create(id, world.phone(), String.valueOf(AMOUNT));
    }

    private Heard about(String step, String id) {
        return send(step, "\"transId\":\"%s\",\"paymentSource\":\"UZCARD\",\"cardType\":2".formatted(id));
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }

    private void check() {
        var answer = fine(send("check", "\"params\":{\"account\":\"%s\"}".formatted(world.phone())), "OK");
        unlessSame(
                world.phone(), answer.path("data").path("account").path("value").asString(), "account");
        failed(send("check", "\"params\":{\"account\":\"%s\"}".formatted(world.stranger())), "10007");
        failed(send("check", "\"params\":{\"account\":\"nobody\"}"), "10007");
        fine(check(world.phone(), String.valueOf(AMOUNT)), "OK");
        failed(check(world.phone(), "1"), "10011");
        failed(check(world.phone(), "2500000.5"), "10011");
    }

    private Heard check(String account, String amount) {
        return send("check", "\"params\":{\"account\":\"%s\",\"amount\":%s}".formatted(account, amount));
    }

    private void refusals(KitWorld.Refusals who) {
        failed(create(newId(), who.limited(), String.valueOf(AMOUNT)), "10011");
        var id = newId();
        failed(create(id, who.stopped(), String.valueOf(AMOUNT)), "10015");
        failed(about("status", id), "10014");
        failed(send("check", "\"params\":{\"account\":\"%s\"}".formatted(who.stopped())), "10015");
    }

    private void whole() {
        var id = newId();
        var created = fine(create(id), "CREATED");
        unless(created.path("transTime").asLong() > 0, "transTime");
        unlessSame(AMOUNT, created.path("amount").asLong(), "amount");
        fine(about("status", id), "CREATED");
        var confirmed = fine(about("confirm", id), "CONFIRMED");
        unless(confirmed.path("confirmTime").asLong() > 0, "confirmTime");
        unlessSame(confirmed, fine(about("confirm", id), "CONFIRMED"), "the repeat");
        failed(create(id), "10010");
        var status = fine(about("status", id), "CONFIRMED");
        unlessSame(created.path("transTime"), status.path("transTime"), "transTime");
        unlessSame(confirmed.path("confirmTime"), status.path("confirmTime"), "confirmTime");
        unless(status.has("reverseTime") && status.path("reverseTime").isNull(), "no reverseTime");
        var reversed = fine(about("reverse", id), "REVERSED");
        unless(reversed.path("reverseTime").asLong() > 0, "reverseTime");
        unlessSame(reversed, fine(about("reverse", id), "REVERSED"), "the repeat");
        unlessSame(
                reversed.path("reverseTime"),
                fine(about("status", id), "REVERSED").path("reverseTime"),
                "reverseTime");
    }

    private void reversedFirst() {
        var id = newId();
        fine(create(id), "CREATED");
        fine(about("reverse", id), "REVERSED");
        failed(about("confirm", id), "10009");
        failed(create(id), "10010");
    }

    private void credentials() {
        var body = "{\"serviceId\":101202,\"timestamp\":1698361456728,\"transId\":\"%s\"}".formatted(newId());
        failed(world.wire().post(PATH + "status", Map.of(), body), "10001");
        failed(world.wire().post(PATH + "status", Map.of(), "no json"), "10001");
        failed(send("status", body, PaymeDesk.basic(LOGIN, "wrong")), "10001");
        failed(send("status", body, PaymeDesk.basic("Paycom", world.secret())), "10001");
        failed(send("status", body, "Bearer " + world.secret()), "10001");
    }

    private void requests() {
        var basic = PaymeDesk.basic(LOGIN, world.secret());
        failed(send("create", "", basic), "10002");
        failed(send("create", "{", basic), "10002");
        failed(send("create", "[]", basic), "10005");
        failed(send("create", "\"amount\":1,\"amount\":2"), "10002");
        failed(send("create", "{\"serviceId\":101202}", basic), "10005");
        failed(send("create", "{\"serviceId\":1,\"timestamp\":1698361456728}", basic), "10006");
        failed(send("create", "\"transId\":\"%s\"".formatted(newId())), "10005");
        failed(send("confirm", "\"transId\":\"not a uuid\""), "10005");
        failed(send("check", "\"params\":{\"account\":\"99890\\u00001234567\"}"), "10005");
        failed(world.wire().send("GET", PATH + "check", Map.of("Authorization", basic), ""), "10003");
        failed(send("delete", "\"transId\":\"%s\"".formatted(newId())), "10003");
        failed(send("check", "\"params\":{\"account\":\"" + "9".repeat(100_000) + "\"}"), "10002");
    }

    private void amounts() {
        for (var amount : List.of("0", "-1", "2500000.0", "2500000.5", "\"2500000\"", "null", "1", "99999999999999")) {
            failed(create(newId(), world.phone(), amount), "10011");
        }
    }

    private void manyAtOnce() {
        var id = newId();
        var creates = together(16, () -> create(id).status());
        unlessSame(1L, creates.stream().filter(status -> status == 200).count(), "successes of one create");
        var confirms = together(16, () -> fine(about("confirm", id), "CONFIRMED"));
        unlessSame(1L, confirms.stream().distinct().count(), "different answers to one confirm");
    }

    private void beforeItsTime() {
        var id = newId();
        failed(about("confirm", id), "10014");
        failed(about("reverse", id), "10014");
        failed(about("status", id), "10014");
        fine(create(id), "CREATED");
        fine(about("confirm", id), "CONFIRMED");
    }

    private void invoice(KitInvoice invoice) {
        var shown = fine(send("check", "\"params\":{\"account\":\"%s\"}".formatted(invoice.number())), "OK");
        unlessSame(
                BigDecimal.valueOf(invoice.minor(), 2).toPlainString(),
                shown.path("data").path("amount").path("value").asString(),
                "so'm shown");
        failed(create(newId(), invoice.number(), String.valueOf(invoice.minor() + 1)), "10011");
        var id = newId();
        fine(create(id, invoice.number(), String.valueOf(invoice.minor())), "CREATED");
        failed(create(newId(), invoice.number(), String.valueOf(invoice.minor())), "10008");
        fine(about("confirm", id), "CONFIRMED");
        failed(send("check", "\"params\":{\"account\":\"%s\"}".formatted(invoice.number())), "10008");
    }

    private void card(KitWorld.CardCode code) {
        for (var nobody : List.of(code.mistyped(), KitWorld.CardCode.NUMBER)) {
            failed(send("check", "\"params\":{\"account\":\"%s\"}".formatted(nobody)), "10007");
            failed(create(newId(), nobody, String.valueOf(AMOUNT)), "10007");
        }
        fine(send("check", "\"params\":{\"account\":\"%s\"}".formatted(code.text())), "OK");
        var id = newId();
        fine(create(id, code.text(), String.valueOf(AMOUNT)), "CREATED");
        fine(about("confirm", id), "CONFIRMED");
        failed(about("reverse", id), "10017");
        fine(about("status", id), "CONFIRMED");
    }

    private void lateReverse(Runnable spend) {
        var id = newId();
        fine(create(id), "CREATED");
        fine(about("confirm", id), "CONFIRMED");
        spend.run();
        failed(about("reverse", id), "10017");
        fine(about("status", id), "CONFIRMED");
    }
}
