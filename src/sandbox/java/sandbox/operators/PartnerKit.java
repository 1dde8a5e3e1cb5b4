package sandbox.operators;

import static sandbox.operators.KitFailure.unless;
import static sandbox.operators.KitFailure.unlessSame;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import sandbox.operators.OperatorWire.Heard;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a partner abroad says in every scenario, and how it reads what it hears. */
abstract class PartnerKit extends OperatorKit {

    static final String PATH = "/cbt/v1/transfer/";
    static final long AMOUNT = 1_234;

    private static final String BALANCE = "/cbt/v1/account/closing_balance?accountNumber=USD";

    final PartnerWorld world;
    final OperatorWire wire;

    PartnerKit(PartnerWorld world) {
        this.world = world;
        this.wire = new HttpWire(world.gateway());
    }

    final Heard send(String path, String body, Map<String, String> signature) {
        var headers = new HashMap<>(signature);
        headers.putIfAbsent("Content-Type", "application/json");
        headers.put("Authorization", "Bearer " + world.key());
        return wire.post(path, headers, body);
    }

    final URI at(String path) {
        return world.gateway().resolve(path);
    }

    final Heard post(String step, String body) {
        return send(PATH + step, body, world.signer().headers("POST", at(PATH + step), body));
    }

    final JsonNode get(String path) {
        var headers = new HashMap<>(world.signer().headers("GET", at(path), ""));
        headers.put("Authorization", "Bearer " + world.key());
        return fine(wire.send("GET", path, headers, ""));
    }

    static JsonNode fine(Heard heard) {
        unlessSame(200, heard.status(), "HTTP status of " + heard.body());
        return JsonMapper.shared().readTree(heard.body());
    }

    static JsonNode fine(Heard heard, String status) {
        var answer = fine(heard);
        unlessSame(status, answer.path("status").asString(), "status in " + heard.body());
        return answer;
    }

    static JsonNode failed(Heard heard, int status, int code) {
        unlessSame(status, heard.status(), "HTTP status of " + heard.body());
        var answer = JsonMapper.shared().readTree(heard.body());
        unlessSame(code, answer.path("errorCode").asInt(), "errorCode in " + heard.body());
        unless(!answer.path("errorMessage").asString("").isBlank(), "an errorMessage");
        return answer;
    }

    static String newId() {
        return UUID.randomUUID().toString();
    }

    final String rate(String currency) {
        return fine(post("convert", convert("10000", currency))).path("rate").asString();
    }

    static String convert(String amount, String currency) {
        return "{\"amount\":%s,\"currencyFrom\":\"%s\",\"currencyTo\":\"UZS\",\"direction\":\"TO_UZ\"}"
                .formatted(amount, currency);
    }

    final String order(String id, String amount, String currency, String rate) {
        return orderTo("PHONE", world.phone(), id, amount, currency, rate);
    }

    static String orderTo(String type, String value, String id, String amount, String currency, String rate) {
        return """
                {"externalTransferId":"%s","senderAccount":"400078******9010","identificationType":"%s",
                 "identificationValue":"%s","bankLabel":"OQM","senderAmount":%s,"senderCurrencyCode":"%s",
                 "receiverCurrencyCode":"UZS","exchangeRate":"%s","senderCountry":"KZ",
                 "sender":{"personFullName":"TESTOV IVAN","birthday":"2000-04-18","nationality":"398",
                           "passport":"N1000000"}}""".formatted(id, type, value, amount, currency, rate);
    }

    final Heard check(String id) {
        return post("check_credit", order(id, String.valueOf(AMOUNT), "USD", rate("USD")));
    }

    final Heard about(String step, String id) {
        return post(step, "{\"externalTransferId\":\"%s\"}".formatted(id));
    }

    final long left() {
        return get(BALANCE).path("balance").asLong();
    }
}
