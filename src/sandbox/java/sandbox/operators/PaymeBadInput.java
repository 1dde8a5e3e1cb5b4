package sandbox.operators;

import static sandbox.operators.KitFailure.unlessSame;

/** What Payme's sandbox and strangers send that must have no effect but the right code. */
final class PaymeBadInput {

    private static final String CHECK =
            "{\"jsonrpc\":\"2.0\",\"id\":2032,\"method\":\"CheckTransaction\",\"params\":{\"id\":\"1\"}}";

    private final KitWorld world;
    private final PaymeDesk payme;

    PaymeBadInput(KitWorld world, PaymeDesk payme) {
        this.world = world;
        this.payme = payme;
    }

    void addTo(PaymeKit kit) {
        kit.scenario("forged: no key, a wrong key, another login", this::credentials);
        kit.scenario("not a POST", () -> PaymeKit.refused(payme.sentWith("GET"), -32300));
        kit.scenario("no JSON, a batch, missing fields, an unknown method", this::envelope);
        kit.scenario("amounts: zero, negative, with decimals, as text, out of bounds", this::amounts);
        kit.scenario("accounts: unknown, unreadable, missing, two at once", this::accounts);
        kit.scenario("larger than anything Payme sends", this::tooLarge);
    }

    private void credentials() {
        PaymeKit.refused(payme.withoutKey(CHECK), -32504);
        PaymeKit.refused(payme.withoutKey("no json"), -32504);
        PaymeKit.refused(payme.send(CHECK, PaymeDesk.basic("Paycom", "wrong")), -32504);
        PaymeKit.refused(payme.send(CHECK, PaymeDesk.basic("Paycom", payme.key() + "x")), -32504);
        PaymeKit.refused(payme.send(CHECK, PaymeDesk.basic("paycom", payme.key())), -32504);
        PaymeKit.refused(payme.send(CHECK, "Bearer " + payme.key()), -32504);
        PaymeKit.refused(payme.send(CHECK, "Basic ???"), -32504);
        unlessSame(2032L, payme.withoutKey(CHECK).path("id").asLong(), "id of a refused call");
    }

    private void envelope() {
        var basic = PaymeDesk.basic("Paycom", payme.key());
        PaymeKit.refused(payme.send("", basic), -32700);
        PaymeKit.refused(payme.send("{\"id\":1", basic), -32700);
        PaymeKit.refused(payme.send(CHECK + CHECK, basic), -32700);
        PaymeKit.refused(payme.send("[" + CHECK + "]", basic), -32600);
        PaymeKit.refused(payme.send(CHECK.replace("\"id\":2032", "\"id\":2032,\"id\":2033"), basic), -32700);
        PaymeKit.refused(payme.send("{\"id\":1,\"params\":{}}", basic), -32600);
        PaymeKit.refused(payme.send("{\"id\":1,\"method\":\"CheckTransaction\",\"params\":[1]}", basic), -32600);
        PaymeKit.refused(payme.call("CreateTransaction", "{\"amount\":500000}"), -32600);
        var unknown = payme.call("DeleteEverything", "{}");
        PaymeKit.refused(unknown, -32601);
        unlessSame("DeleteEverything", unknown.path("error").path("data").asString(), "data");
    }

    private void amounts() {
        for (var amount : new String[] {
            "0",
            "-500000",
            "500000.5",
            "500000.0",
            "5e5",
            "\"500000\"",
            "null",
            "1",
            "99999999999999",
            "999999999999999999999"
        }) {
            var params = "\"amount\":%s,\"account\":{\"phone\":\"%s\"}".formatted(amount, world.phone());
            PaymeKit.refused(payme.call("CheckPerformTransaction", "{" + params + "}"), -31001);
            PaymeKit.refused(
                    payme.call(
                            "CreateTransaction",
                            "{\"id\":\"%s\",\"time\":%d,%s}"
                                    .formatted(PaymeDesk.newId(), System.currentTimeMillis(), params)),
                    -31001);
        }
    }

    private void accounts() {
        account("{\"phone\":\"%s\"}".formatted(world.stranger()), "phone");
        account("{\"phone\":\"it is me\"}", "phone");
        account("{\"phone\":\"998\\u0000901234567\"}", "phone");
        account("{\"wallet\":\"acc_00000000-0000-7000-8000-000000000000\"}", "wallet");
        account("{\"invoice\":\"INV-9\"}", "invoice");
        account("{\"order_id\":\"197\"}", "account");
        account("{\"phone\":\"%s\",\"invoice\":\"INV-9\"}".formatted(world.phone()), "account");
        account("[]", "account");
        account("null", "account");
    }

    private void account(String account, String field) {
        var params = "\"amount\":500000,\"account\":" + account;
        PaymeKit.refusedAccount(payme.call("CheckPerformTransaction", "{" + params + "}"), field);
        PaymeKit.refusedAccount(
                payme.call(
                        "CreateTransaction",
                        "{\"id\":\"%s\",\"time\":%d,%s}"
                                .formatted(PaymeDesk.newId(), System.currentTimeMillis(), params)),
                field);
    }

    private void tooLarge() {
        var padding = "x".repeat(100_000);
        PaymeKit.refused(
                payme.send("{\"id\":1,\"method\":\"" + padding + "\"}", PaymeDesk.basic("Paycom", "k")), -32700);
    }
}
