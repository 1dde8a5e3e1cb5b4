package gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gateway.platform.http.StaffRole;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sandbox.operators.HttpWire;
import sandbox.operators.OperatorWire.Heard;
import sandbox.partner.CallSigner;
import sandbox.rates.CbuHost;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A partner abroad that two of the staff let in, and the bank it sends to. */
final class PartnerAbroad {

    static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Bank bank;
    private final String id;
    private final String key;
    private final CallSigner signer;

    private PartnerAbroad(Bank bank, String id, String key, CallSigner signer) {
        this.bank = bank;
        this.id = id;
        this.key = key;
        this.signer = signer;
    }

    /** Settings with which a bank has rates, and accounts abroad. */
    static Map<String, String> rates(CbuHost rates) {
        return new HashMap<>(Map.of(
                "gateway.crossborder.pack", "classpath:crossborder/scenario.yaml",
                "gateway.crossborder.rates.providers[0].name", "cbu",
                "gateway.crossborder.rates.providers[0].url",
                        "http://127.0.0.1:" + rates.port() + "/ru/arkhiv-kursov-valyut/json/",
                "gateway.crossborder.rates.every", "300ms"));
    }

    /** Comes back when there are rates to send by. */
    static PartnerAbroad letIn(Bank bank) throws Exception {
        var partner = staff(bank, Bank.STAFF, "POST", "/admin/api/partners", "{\"name\":\"Abroad\"}")
                .path("id")
                .asString();
        var at = "/admin/api/partners/" + partner;
        var key = approved(bank, at + "/keys", "{\"scopes\":[\"transfers\",\"transfers:cards\",\"events:read\"]}");
        var signing = approved(bank, at + "/signature-keys", "{}");
        var abroad = new PartnerAbroad(
                bank,
                partner,
                key.path("key").asString(),
                CallSigner.ofSecret(
                        signing.path("id").asString(), signing.path("secret").asString()));
        var convert = "{\"amount\":100,\"currencyFrom\":\"USD\",\"currencyTo\":\"UZS\",\"direction\":\"TO_UZ\"}";
        await().atMost(PATIENCE)
                .until(() ->
                        abroad.call("POST", "/cbt/v1/transfer/convert", convert).status() == 200);
        return abroad;
    }

    String id() {
        return id;
    }

    String key() {
        return key;
    }

    CallSigner signer() {
        return signer;
    }

    /** Another key of its own, good for these alone. */
    String keyFor(List<String> scopes) throws Exception {
        return anotherKey(scopes).path("key").asString();
    }

    /** A key that was good for these and has ended. */
    String endedKey(List<String> scopes) throws Exception {
        var given = anotherKey(scopes);
        var at = "/admin/api/partners/" + id + "/keys/" + given.path("id").asString();
        answered(bank, Bank.STAFF, "DELETE", at, "");
        return given.path("key").asString();
    }

    private JsonNode anotherKey(List<String> scopes) throws Exception {
        var wanted = JsonMapper.shared().writeValueAsString(Map.of("scopes", scopes));
        return approved(bank, "/admin/api/partners/" + id + "/keys", wanted);
    }

    /** An endpoint that it hears of events at; emits its id. */
    String endpoint(String url) throws Exception {
        var wanted = "{\"url\":\"%s\",\"types\":[\"*\"]}".formatted(url);
        return approved(bank, "/admin/api/partners/" + id + "/endpoints", wanted)
                .path("id")
                .asString();
    }

    Heard call(String method, String path, String body) {
        return call(bank, key, signer.headers(method, bank.url().resolve(path), body), method, path, body);
    }

    /** With whatever key and signature. */
    static Heard call(Bank bank, String key, Map<String, String> signature, String method, String path, String body) {
        var headers = new HashMap<>(signature);
        headers.putIfAbsent("Content-Type", "application/json");
        headers.put("Authorization", "Bearer " + key);
        return new HttpWire(bank.url()).send(method, path, headers, body);
    }

    JsonNode transfer(String step, String body) {
        return JsonMapper.shared()
                .readTree(call("POST", "/cbt/v1/transfer/" + step, body).body());
    }

    /** Two say that 500.00 USD were paid in; comes back when they are there. */
    void fund(String reference) {
        long before = left();
        try {
            var content = id + " 500.00 USD demo-one " + reference;
            act(bank, StaffRole.OPERATIONS, "fund-partner", content);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        await().atMost(PATIENCE).until(() -> left() >= before + 50_000);
    }

    /** Comes back when it would hear of such an event. */
    void awaitEvent(String reader, String type) {
        await().atMost(PATIENCE)
                .until(() -> call(bank, reader, Map.of(), "GET", "/v1/events?limit=500", "")
                        .body()
                        .contains(type));
    }

    private long left() {
        var heard = call("GET", "/cbt/v1/account/closing_balance?accountNumber=USD", "");
        return heard.status() == 200
                ? JsonMapper.shared().readTree(heard.body()).path("balance").asLong()
                : 0;
    }

    /** Proposed by one of the staff and approved by another. */
    static void act(Bank bank, StaffRole role, String kind, String content) throws Exception {
        var act = "{\"kind\":\"%s\",\"content\":\"%s\",\"reason\":\"looked at\"}".formatted(kind, content);
        var proposed = staff(bank, Bank.STAFF, "POST", "/admin/api/acts", act);
        approve(bank, role, proposed.path("id").asString());
    }

    private static JsonNode approved(Bank bank, String path, String body) throws Exception {
        var proposed = staff(bank, Bank.STAFF, "POST", path, body);
        approve(bank, StaffRole.ADMINISTRATOR, proposed.path("act").asString());
        return proposed;
    }

    private static void approve(Bank bank, StaffRole role, String act) throws Exception {
        staff(
                bank,
                Bank.staffWithOnly(role),
                "POST",
                "/admin/api/acts/" + act + "/approve",
                "{\"reason\":\"looked at\"}");
    }

    static JsonNode staff(Bank bank, String token, String method, String path, String body) throws Exception {
        return JsonMapper.shared().readTree(answered(bank, token, method, path, body));
    }

    private static String answered(Bank bank, String token, String method, String path, String body) throws Exception {
        URI to = bank.url().resolve(path);
        var answer = HTTP.send(
                HttpRequest.newBuilder(to)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return answer.body();
    }
}
