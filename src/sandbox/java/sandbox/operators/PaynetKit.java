package sandbox.operators;

import static sandbox.operators.KitFailure.unless;
import static sandbox.operators.KitFailure.unlessSame;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import sandbox.operators.KitWorld.KitInvoice;
import sandbox.operators.OperatorWire.Heard;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Paynet's JSON-RPC: information, payment, check, cancellation, statement, password, and what goes wrong. */
final class PaynetKit extends OperatorKit {

    private static final String PATH = "/operators/paynet";
    private static final String LOGIN = "paynet";
    private static final long AMOUNT = 5_000_000;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final Pattern CHECKED =
            Pattern.compile("[A-Z][a-z]{2} [A-Z][a-z]{2} \\d\\d \\d\\d:\\d\\d:\\d\\d UZT \\d{4}");
    private static final AtomicLong NAMES = new AtomicLong(System.nanoTime() & 0xFFFF_FFFF_FFFFL);

    private final KitWorld world;
    private volatile String password;

    PaynetKit(KitWorld world) {
        this.world = world;
        this.password = world.secret();
        scenario("information about an account that there is, and one that there is not", this::information);
        scenario("payment, the same again, check, cancellation, the same again, check", this::whole);
        scenario("forged: 401 for no, wrong and another's credentials", this::credentials);
        scenario("calls: no JSON, a batch, fields missing, a foreign service, an unknown method", this::calls);
        scenario("amounts: zero, negative, with decimals, as text, out of bounds", this::amounts);
        scenario("replay: one of sixteen payments", this::manyAtOnce);
        scenario("reorder: check and cancellation before the payment", this::beforeItsTime);
        scenario("statement: what was paid and not cancelled", this::statement);
        scenario(
                "change of the password: asked again until its answer is heard; then the old one no more",
                this::changePassword);
        world.invoices().ifPresent(this::addInvoices);
        world.refusals()
                .ifPresent(it -> scenario("refused: beyond a limit, and by an order of the state", () -> refusals(it)));
        world.card().ifPresent(code -> scenario(CARD, () -> card(code)));
        world.spend().ifPresent(spend -> scenario("late cancel: the money is gone", () -> lateCancel(spend)));
    }

    private void addInvoices(Supplier<KitInvoice> invoices) {
        scenario("invoice: its amount is shown in so'm and paid in tiyin, once", () -> invoice(invoices.get()));
    }

    private Heard send(String body, String authorization) {
        return world.wire()
                .post(PATH, Map.of("Authorization", authorization, "Content-Type", "application/json"), body);
    }

    private JsonNode call(String method, String params) {
        return read(send(
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\",\"params\":{\"serviceId\":\"1\"%s}}"
                        .formatted(method, params),
                PaymeDesk.basic(LOGIN, password)));
    }

    private static JsonNode read(Heard heard) {
        unlessSame(200, heard.status(), "HTTP status");
        var answer = JsonMapper.shared().readTree(heard.body());
        unless(answer.has("result") != answer.has("error"), "one of result and error: " + heard.body());
        return answer;
    }

    private static JsonNode result(JsonNode answer) {
        unless(answer.has("result"), "a result, heard " + answer);
        unlessSame(1L, answer.path("id").asLong(), "id");
        return answer.path("result");
    }

    private static void refused(JsonNode answer, int code) {
        unless(answer.has("error"), "error " + code + ", heard " + answer);
        unlessSame(code, answer.path("error").path("code").asInt(), "code");
    }

    private JsonNode pay(long id, String account, String amount) {
        return call(
                "PerformTransaction",
                ",\"transactionId\":%d,\"amount\":%s,\"fields\":{\"client_id\":\"%s\"}".formatted(id, amount, account));
    }

    private JsonNode pay(long id) {
        return pay(id, world.phone(), String.valueOf(AMOUNT));
    }

    private JsonNode about(String method, long id) {
        return call(method, ",\"transactionId\":" + id);
    }

    private static long newId() {
        return NAMES.incrementAndGet();
    }

    private void information() {
        var fields = ",\"fields\":{\"client_id\":\"%s\"}";
        var there = result(call("GetInformation", fields.formatted(world.phone())));
        unlessSame("0", there.path("status").asString(), "status");
        LocalDateTime.parse(there.path("timestamp").asString(), TIME);
        refused(call("GetInformation", fields.formatted(world.stranger())), 302);
        refused(call("GetInformation", fields.formatted("nobody")), 302);
        refused(call("GetInformation", ""), 411);
        var amount = ",\"fields\":{\"client_id\":\"%s\",\"amount\":%s}";
        result(call("GetInformation", amount.formatted(world.phone(), AMOUNT)));
        refused(call("GetInformation", amount.formatted(world.phone(), 1)), 413);
        refused(call("GetInformation", amount.formatted(world.phone(), "50000.5")), 413);
    }

    private void refusals(KitWorld.Refusals who) {
        refused(pay(newId(), who.limited(), String.valueOf(AMOUNT)), 413);
        long id = newId();
        refused(pay(id, who.stopped(), String.valueOf(AMOUNT)), 100);
        unlessSame(
                3,
                result(about("CheckTransaction", id)).path("transactionState").asInt(),
                "state");
        refused(call("GetInformation", ",\"fields\":{\"client_id\":\"%s\"}".formatted(who.stopped())), 100);
    }

    private void whole() {
        long id = newId();
        var paid = result(pay(id));
        unless(paid.path("providerTrnId").asLong() > 0, "providerTrnId");
        LocalDateTime.parse(paid.path("timestamp").asString(), TIME);
        refused(pay(id), 201);
        refused(pay(id, world.phone(), String.valueOf(AMOUNT + 1)), 201);
        var check = result(about("CheckTransaction", id));
        unlessSame(1, check.path("transactionState").asInt(), "state");
        unlessSame(paid.path("providerTrnId"), check.path("providerTrnId"), "providerTrnId");
        unless(
                CHECKED.matcher(check.path("timestamp").asString()).matches(),
                "a time such as Sun Mar 01 15:30:06 UZT 2026, heard " + check);
        unlessSame(
                2,
                result(about("CancelTransaction", id)).path("transactionState").asInt(),
                "state");
        refused(about("CancelTransaction", id), 202);
        unlessSame(
                2,
                result(about("CheckTransaction", id)).path("transactionState").asInt(),
                "state");
        refused(pay(id), 201);
    }

    private void credentials() {
        var call = "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"CheckTransaction\",\"params\":{}}";
        for (var wrong :
                List.of(PaymeDesk.basic(LOGIN, "wrong"), PaymeDesk.basic("uzum", password), "Bearer x", "Basic ?")) {
            denied(send(call, wrong));
        }
        denied(world.wire().post(PATH, Map.of(), call));
        denied(world.wire().post(PATH, Map.of(), "no json"));
    }

    private static void denied(Heard heard) {
        unlessSame(401, heard.status(), "HTTP status");
        refused(JsonMapper.shared().readTree(heard.body()), 601);
    }

    private void calls() {
        var basic = PaymeDesk.basic(LOGIN, password);
        refused(read(send("", basic)), -32700);
        refused(read(send("{", basic)), -32700);
        var call = "{\"jsonrpc\":\"%s\",\"id\":1,\"method\":\"CheckTransaction\",\"params\":{}}";
        refused(read(send("[" + call.formatted("2.0") + "]", basic)), -32600);
        refused(read(send(call.formatted("1.0"), basic)), -32600);
        refused(read(send(call.formatted("2.0").replace("\"id\":1", "\"id\":1,\"id\":2"), basic)), -32700);
        refused(call("Withdraw", ""), -32601);
        refused(call("CheckTransaction", ""), 411);
        refused(
                read(send(
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"CheckTransaction\",\"params\":"
                                + "{\"serviceId\":\"2\",\"transactionId\":1}}",
                        basic)),
                305);
        refused(read(world.wire().send("GET", PATH, Map.of("Authorization", basic), "")), -32300);
        refused(read(send("\"" + "x".repeat(100_000) + "\"", basic)), -32700);
    }

    private void amounts() {
        for (var amount : List.of("0", "-1", "5000000.0", "5000000.5", "\"5000000\"", "null", "1", "99999999999999")) {
            refused(pay(newId(), world.phone(), amount), 413);
        }
        refused(pay(newId(), world.stranger(), String.valueOf(AMOUNT)), 302);
    }

    private void manyAtOnce() {
        long id = newId();
        var paid = together(16, () -> pay(id).has("result"));
        unlessSame(1L, paid.stream().filter(it -> it).count(), "successes of one payment");
    }

    private void beforeItsTime() {
        long id = newId();
        unlessSame(
                3,
                result(about("CheckTransaction", id)).path("transactionState").asInt(),
                "state");
        refused(about("CancelTransaction", id), 203);
        result(pay(id));
    }

    private void statement() {
        var from = LocalDateTime.now(ZoneId.of("Asia/Tashkent")).minusMinutes(1).format(TIME);
        var to = LocalDateTime.now(ZoneId.of("Asia/Tashkent")).plusMinutes(5).format(TIME);
        long kept = newId();
        long cancelled = newId();
        result(pay(kept));
        result(pay(cancelled));
        result(about("CancelTransaction", cancelled));
        var lines = result(call("GetStatement", ",\"dateFrom\":\"%s\",\"dateTo\":\"%s\"".formatted(from, to)))
                .path("statements");
        var amounts = lines.values().stream()
                .collect(Collectors.toMap(
                        line -> line.path("transactionId").asLong(),
                        line -> line.path("amount").asLong()));
        unlessSame(AMOUNT, amounts.getOrDefault(kept, 0L), "amount of what stands");
        unless(!amounts.containsKey(cancelled), "nothing that was cancelled, heard " + amounts);
        refused(call("GetStatement", ",\"dateFrom\":\"01.03.2026\",\"dateTo\":\"%s\"".formatted(to)), 414);
        refused(call("GetStatement", ",\"dateFrom\":\"%s\",\"dateTo\":\"%s\"".formatted(to, from)), 414);
        refused(call("GetStatement", ""), 411);
    }

    private void changePassword() {
        var before = password;
        var fresh = "kit-" + newId();
        refused(call("ChangePassword", ""), 411);
        unlessSame(
                "success",
                result(call("ChangePassword", ",\"newPassword\":\"" + fresh + "\""))
                        .path("result")
                        .asString(),
                "result");
        // As if that answer was lost: whoever never heard it calls on with the password that it knows, and asks again.
        result(about("CheckTransaction", newId()));
        result(call("ChangePassword", ",\"newPassword\":\"" + fresh + "\""));
        password = fresh;
        result(about("CheckTransaction", newId()));
        denied(send("{}", PaymeDesk.basic(LOGIN, before)));
        refused(call("ChangePassword", ",\"newPassword\":\"" + fresh + "\""), -32602);
        result(call("ChangePassword", ",\"newPassword\":\"" + before + "\""));
        password = before;
        result(about("CheckTransaction", newId()));
    }

    private void invoice(KitInvoice invoice) {
        var shown = result(call("GetInformation", ",\"fields\":{\"client_id\":\"%s\"}".formatted(invoice.number())));
        unlessSame(
                invoice.minor(),
                shown.path("fields")
                        .path("amount")
                        .decimalValue()
                        .movePointRight(2)
                        .longValueExact(),
                "so'm shown");
        refused(pay(newId(), invoice.number(), String.valueOf(invoice.minor() / 100)), 413);
        result(pay(newId(), invoice.number(), String.valueOf(invoice.minor())));
        refused(pay(newId(), invoice.number(), String.valueOf(invoice.minor())), 302);
    }

    private void card(KitWorld.CardCode code) {
        var fields = ",\"fields\":{\"client_id\":\"%s\"}";
        for (var nobody : List.of(code.mistyped(), KitWorld.CardCode.NUMBER)) {
            refused(call("GetInformation", fields.formatted(nobody)), 302);
            refused(pay(newId(), nobody, String.valueOf(AMOUNT)), 302);
        }
        result(call("GetInformation", fields.formatted(code.text())));
        long id = newId();
        result(pay(id, code.text(), String.valueOf(AMOUNT)));
        refused(pay(id, code.text(), String.valueOf(AMOUNT)), 201);
        refused(about("CancelTransaction", id), 77);
        unlessSame(
                1,
                result(about("CheckTransaction", id)).path("transactionState").asInt(),
                "state");
    }

    private void lateCancel(Runnable spend) {
        long id = newId();
        result(pay(id));
        spend.run();
        refused(about("CancelTransaction", id), 77);
        unlessSame(
                1,
                result(about("CheckTransaction", id)).path("transactionState").asInt(),
                "state");
    }
}
