package sandbox.operators;

import static sandbox.operators.KitFailure.unless;
import static sandbox.operators.KitFailure.unlessSame;

import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Payme's own two acceptance scenarios (unconfirmed, and confirmed, then cancelled), the rest of its rules, and what
 * goes wrong on the way.
 */
final class PaymeKit extends OperatorKit {

    private static final long AMOUNT = 500_000;
    private static final long TOO_LATE = Duration.ofHours(13).toMillis();

    private final KitWorld world;
    private final PaymeDesk payme;

    PaymeKit(KitWorld world) {
        this.world = world;
        this.payme = new PaymeDesk(world);
        new PaymeBadInput(world, payme).addTo(this);
        scenario("unconfirmed: check, create, repeat, check, cancel, repeat, check", this::unconfirmed);
        scenario("confirmed: create, perform, repeat, check, cancel, repeat, check", this::confirmed);
        scenario("reorder: perform, cancel and check before create", this::beforeItsTime);
        scenario("reorder: perform after cancel, create after perform", this::afterItsTime);
        scenario("replay: one of sixteen creates, one of sixteen performs", this::manyAtOnce);
        scenario("the same id with another amount or account", this::otherContent);
        scenario("a transaction that is older than twelve hours", this::tooOld);
        scenario("statement: exactly what was made, in its order", this::statement);
        scenario("fiscal data is kept for what there is", this::fiscalData);
        scenario(
                "change of the password: asked again until its answer is heard; then the old one no more",
                this::password);
        world.invoices().ifPresent(invoices -> new PaymeInvoices(payme, invoices).addTo(this));
        world.refusals()
                .ifPresent(it -> scenario("refused: beyond a limit, and by an order of the state", () -> refusals(it)));
        world.card().ifPresent(code -> scenario(CARD, () -> card(code)));
        world.spend().ifPresent(spend -> scenario("late cancel: the money is gone", () -> lateCancel(spend)));
    }

    private String wallet(long amount) {
        return "\"amount\":%d,\"account\":{\"phone\":\"%s\"}".formatted(amount, world.phone());
    }

    private JsonNode create(String id, String what) {
        return create(id, System.currentTimeMillis(), what);
    }

    private JsonNode create(String id, long time, String what) {
        return payme.call("CreateTransaction", "{\"id\":\"%s\",\"time\":%d,%s}".formatted(id, time, what));
    }

    private JsonNode about(String method, String id) {
        return payme.call(method, "{\"id\":\"%s\",\"reason\":5}".formatted(id));
    }

    static JsonNode result(JsonNode answer) {
        unless(answer.has("result"), "a result, heard " + answer);
        unlessSame(2032L, answer.path("id").asLong(), "id");
        return answer.path("result");
    }

    static void refused(JsonNode answer, int code) {
        unless(answer.has("error"), "error " + code + ", heard " + answer);
        unlessSame(code, answer.path("error").path("code").asInt(), "error code");
    }

    static void refusedAccount(JsonNode answer, String field) {
        int code = answer.path("error").path("code").asInt();
        unless(code <= -31050 && code >= -31099, "an error of the account, heard " + answer);
        unlessSame(field, answer.path("error").path("data").asString(), "data");
        var message = answer.path("error").path("message");
        var uz = message.path("uz").asString();
        var en = message.path("en").asString();
        unless(message.path("ru").asString().matches("[ \\p{IsCyrillic}-]+"), "a Russian text, heard " + message);
        unless(en.matches("[ A-Za-z-]+"), "an English text, heard " + message);
        unless(uz.matches("[ A-Za-z‘-]+") && !uz.equals(en), "an Uzbek text, heard " + message);
    }

    private void refusals(KitWorld.Refusals who) {
        var limited = "\"amount\":%d,\"account\":{\"phone\":\"%s\"}".formatted(AMOUNT, who.limited());
        refused(payme.call("CheckPerformTransaction", "{" + limited + "}"), -31001);
        refused(create(PaymeDesk.newId(), limited), -31001);
        var stopped = "\"amount\":%d,\"account\":{\"phone\":\"%s\"}".formatted(AMOUNT, who.stopped());
        refusedAccount(payme.call("CheckPerformTransaction", "{" + stopped + "}"), "phone");
        var id = PaymeDesk.newId();
        refusedAccount(create(id, stopped), "phone");
        refused(about("CheckTransaction", id), -31003);
    }

    private void unconfirmed() {
        unless(
                result(payme.call("CheckPerformTransaction", "{" + wallet(AMOUNT) + "}"))
                        .path("allow")
                        .asBoolean(),
                "allow");
        var id = PaymeDesk.newId();
        var created = result(create(id, wallet(AMOUNT)));
        unlessSame(1, created.path("state").asInt(), "state");
        unless(created.path("transaction").isString(), "our id as text");
        unlessSame(created, result(create(id, wallet(AMOUNT))), "the repeat");
        stands(id, 1, false, false);
        var cancelled = result(about("CancelTransaction", id));
        unlessSame(-1, cancelled.path("state").asInt(), "state");
        unlessSame(cancelled, result(about("CancelTransaction", id)), "the repeat");
        stands(id, -1, false, true);
    }

    private void confirmed() {
        var id = PaymeDesk.newId();
        result(create(id, wallet(AMOUNT)));
        var performed = result(about("PerformTransaction", id));
        unlessSame(2, performed.path("state").asInt(), "state");
        unlessSame(performed, result(about("PerformTransaction", id)), "the repeat");
        stands(id, 2, true, false);
        var cancelled = result(about("CancelTransaction", id));
        unlessSame(-2, cancelled.path("state").asInt(), "state");
        unlessSame(
                cancelled,
                result(payme.call("CancelTransaction", "{\"id\":\"%s\",\"reason\":3}".formatted(id))),
                "the repeat");
        stands(id, -2, true, true);
    }

    private void stands(String id, int state, boolean performed, boolean cancelled) {
        var check = result(about("CheckTransaction", id));
        unlessSame(state, check.path("state").asInt(), "state");
        unless(check.path("create_time").asLong() > 0, "create_time");
        unlessSame(performed, check.path("perform_time").asLong() > 0, "perform_time");
        unlessSame(cancelled, check.path("cancel_time").asLong() > 0, "cancel_time");
        unlessSame(cancelled ? "5" : "null", check.path("reason").toString(), "reason");
    }

    private void beforeItsTime() {
        var id = PaymeDesk.newId();
        refused(about("PerformTransaction", id), -31003);
        refused(about("CancelTransaction", id), -31003);
        refused(about("CheckTransaction", id), -31003);
        result(create(id, wallet(AMOUNT)));
        result(about("PerformTransaction", id));
    }

    private void afterItsTime() {
        var cancelled = PaymeDesk.newId();
        result(create(cancelled, wallet(AMOUNT)));
        result(about("CancelTransaction", cancelled));
        refused(about("PerformTransaction", cancelled), -31008);
        refused(create(cancelled, wallet(AMOUNT)), -31008);
        var performed = PaymeDesk.newId();
        result(create(performed, wallet(AMOUNT)));
        result(about("PerformTransaction", performed));
        refused(create(performed, wallet(AMOUNT)), -31008);
    }

    private void manyAtOnce() {
        var id = PaymeDesk.newId();
        long time = System.currentTimeMillis();
        var creates = together(16, () -> result(create(id, time, wallet(AMOUNT))));
        unlessSame(1L, creates.stream().distinct().count(), "different answers to one create");
        var performs = together(16, () -> result(about("PerformTransaction", id)));
        unlessSame(1L, performs.stream().distinct().count(), "different answers to one perform");
    }

    private void otherContent() {
        var id = PaymeDesk.newId();
        result(create(id, wallet(AMOUNT)));
        refused(create(id, wallet(AMOUNT + 100)), -31008);
        refused(create(id, "\"amount\":%d,\"account\":{\"phone\":\"%s\"}".formatted(AMOUNT, world.stranger())), -31008);
        stands(id, 1, false, false);
    }

    private void tooOld() {
        refusedAccount(create(PaymeDesk.newId(), System.currentTimeMillis() - TOO_LATE, wallet(AMOUNT)), "time");
    }

    private void statement() {
        long from = System.currentTimeMillis();
        var first = PaymeDesk.newId();
        var second = PaymeDesk.newId();
        result(create(second, from + 2, wallet(AMOUNT)));
        result(create(first, from + 1, wallet(AMOUNT)));
        result(about("PerformTransaction", second));
        var lines = result(payme.call("GetStatement", "{\"from\":%d,\"to\":%d}".formatted(from + 1, from + 2)))
                .path("transactions");
        unlessSame(2, lines.size(), "lines");
        unlessSame(first, lines.path(0).path("id").asString(), "the first by Payme's clock");
        var line = lines.path(1);
        unlessSame(second, line.path("id").asString(), "the second");
        unlessSame(AMOUNT, line.path("amount").asLong(), "amount");
        unlessSame(world.phone(), line.path("account").path("phone").asString(), "account");
        unlessSame(2, line.path("state").asInt(), "state");
        unless(line.has("receivers") && line.path("receivers").isNull(), "receivers");
        refusedAccount(payme.call("GetStatement", "{\"to\":%d}".formatted(from)), "from");
        refusedAccount(payme.call("GetStatement", "{\"from\":%d}".formatted(from)), "to");
        refusedAccount(payme.call("GetStatement", "{\"from\":%d,\"to\":%d}".formatted(from, from - 1)), "from");
    }

    private void fiscalData() {
        var id = PaymeDesk.newId();
        var form = "{\"id\":\"%s\",\"type\":\"%s\",\"fiscal_data\":{\"receipt_id\":121}}";
        result(create(id, wallet(AMOUNT)));
        refused(payme.call("SetFiscalData", form.formatted(id, "PERFORM")), -32001);
        result(about("PerformTransaction", id));
        unless(
                result(payme.call("SetFiscalData", form.formatted(id, "PERFORM")))
                        .path("success")
                        .asBoolean(),
                "success");
        refused(payme.call("SetFiscalData", form.formatted(PaymeDesk.newId(), "PERFORM")), -32001);
        refused(payme.call("SetFiscalData", form.formatted(id, "OTHER")), -32602);
        for (var wrong : List.of("121", "[121]", "null", "{\"message\":\"" + "x".repeat(5_000) + "\"}")) {
            var params = "{\"id\":\"%s\",\"type\":\"CANCEL\",\"fiscal_data\":%s}".formatted(id, wrong);
            refused(payme.call("SetFiscalData", params), -32602);
        }
    }

    private void password() {
        var fresh = "kit-" + PaymeDesk.newId();
        refusedAccount(payme.call("ChangePassword", "{}"), "password");
        refused(payme.call("ChangePassword", "{\"password\":\"%s\"}".formatted(payme.key())), -32504);
        result(payme.call("ChangePassword", "{\"password\":\"%s\"}".formatted(fresh)));
        // As if that answer was lost: whoever never heard it calls on with the key that it knows, and asks again.
        refused(about("CheckTransaction", PaymeDesk.newId()), -31003);
        result(payme.call("ChangePassword", "{\"password\":\"%s\"}".formatted(fresh)));
        refused(payme.call("ChangePassword", "{\"password\":\"%s-other\"}".formatted(fresh)), -32504);
        var before = payme.use(fresh);
        refused(about("CheckTransaction", PaymeDesk.newId()), -31003);
        payme.use(before);
        refused(about("CheckTransaction", PaymeDesk.newId()), -32504);
        refused(payme.call("ChangePassword", "{\"password\":\"%s\"}".formatted(fresh)), -32504);
        payme.use(fresh);
        result(payme.call("ChangePassword", "{\"password\":\"%s\"}".formatted(before)));
        payme.use(before);
        refused(about("CheckTransaction", PaymeDesk.newId()), -31003);
    }

    private void card(KitWorld.CardCode code) {
        for (var nobody : List.of(code.mistyped(), KitWorld.CardCode.NUMBER)) {
            refusedAccount(payme.call("CheckPerformTransaction", "{" + card(nobody) + "}"), "card");
            refusedAccount(create(PaymeDesk.newId(), card(nobody)), "card");
        }
        result(payme.call("CheckPerformTransaction", "{" + card(code.text()) + "}"));
        var id = PaymeDesk.newId();
        result(create(id, card(code.text())));
        var performed = result(about("PerformTransaction", id));
        unlessSame(performed, result(about("PerformTransaction", id)), "the repeat");
        refused(about("CancelTransaction", id), -31007);
        stands(id, 2, true, false);
    }

    private static String card(String code) {
        return "\"amount\":%d,\"account\":{\"card\":\"%s\"}".formatted(AMOUNT, code);
    }

    private void lateCancel(Runnable spend) {
        var id = PaymeDesk.newId();
        result(create(id, wallet(AMOUNT)));
        result(about("PerformTransaction", id));
        spend.run();
        refused(about("CancelTransaction", id), -31007);
        stands(id, 2, true, false);
    }
}
