package gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gateway.ledger.VerifyBooks;
import gateway.platform.http.StaffRole;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sandbox.operators.CrossBorderKit;
import sandbox.operators.HttpWire;
import sandbox.operators.OperatorKit;
import sandbox.operators.PartnerWorld;
import sandbox.partner.CallSigner;
import sandbox.rates.CbuHost;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A partner abroad sends money to a customer, in every way that its own acceptance scenarios and its enemies know. */
class InboundScenario {

    private static final String PHONE = "998901234567";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void thePartnersKitPassesAndTheBooksAgree() throws Exception {
        try (var rates = new CbuHost(0);
                var bank = open(rates)) {
            var phone = bank.phone();
            phone.signIn(PHONE);
            var partner = staff(bank, "/admin/api/partners", "{\"name\":\"Abroad\"}")
                    .path("id")
                    .asString();
            var key = approved(bank, "/admin/api/partners/" + partner + "/keys", """
                    {"scopes":["transfers","events:read"]}""")
                    .path("key")
                    .asString();
            var signing = approved(bank, "/admin/api/partners/" + partner + "/signature-keys", "{}");
            var signer = CallSigner.ofSecret(
                    signing.path("id").asString(), signing.path("secret").asString());
            await().atMost(PATIENCE).until(() -> hasRate(bank, key, signer));

            var world = new PartnerWorld(
                    bank.url(),
                    PHONE,
                    "998909999999",
                    key,
                    signer,
                    () -> fund(bank, partner, key, signer),
                    Optional.of(() -> sql(bank, "update inbound.arrival set expires_at = now()")));
            var results = new CrossBorderKit(world).play();

            assertThat(results).hasSize(11).allMatch(OperatorKit.Result::passed);
            var report = bank.bean(VerifyBooks.class).verify().block(PATIENCE);
            assertThat(report).isNotNull();
            assertThat(report.isClean()).as(report.text()).isTrue();
            assertThat(phone.get("/v1/wallet/statement").text()).contains("\"kind\":\"arrival\"");
            await().atMost(PATIENCE)
                    .until(() -> events(bank, key).contains("arrival.completed")
                            && events(bank, key).contains("arrival.failed"));
            assertThat(events(bank, key)).doesNotContain(PHONE, "cus_", "TESTOV");
        }
    }

    private static Bank open(CbuHost rates) {
        return Bank.open(Map.of(
                "gateway.crossborder.rates.providers[0].name", "cbu",
                "gateway.crossborder.rates.providers[0].url",
                        "http://127.0.0.1:" + rates.port() + "/ru/arkhiv-kursov-valyut/json/",
                "gateway.crossborder.rates.every", "300ms"));
    }

    private static boolean hasRate(Bank bank, String key, CallSigner signer) {
        var body = "{\"amount\":100,\"currencyFrom\":\"USD\",\"currencyTo\":\"UZS\",\"direction\":\"TO_UZ\"}";
        var path = "/cbt/v1/transfer/convert";
        var headers = signer.headers("POST", bank.url().resolve(path), body);
        headers.put("Authorization", "Bearer " + key);
        return new HttpWire(bank.url()).post(path, headers, body).status() == 200;
    }

    private void fund(Bank bank, String partner, String key, CallSigner signer) {
        var content = partner + " 500.00 USD demo-one FT-1";
        try {
            var act = staff(
                            bank,
                            "/admin/api/acts",
                            "{\"kind\":\"fund-partner\",\"content\":\"%s\",\"reason\":\"paid\"}".formatted(content))
                    .path("id")
                    .asString();
            approve(bank, StaffRole.OPERATIONS, act);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        await().atMost(PATIENCE).until(() -> isFunded(bank, key, signer));
    }

    private static boolean isFunded(Bank bank, String key, CallSigner signer) {
        var path = "/cbt/v1/account/closing_balance?accountNumber=USD";
        var headers = signer.headers("GET", bank.url().resolve(path), "");
        headers.put("Authorization", "Bearer " + key);
        var heard = new HttpWire(bank.url()).send("GET", path, headers, "");
        return heard.status() == 200
                && JsonMapper.shared().readTree(heard.body()).path("balance").asLong() >= 50_000;
    }

    private static void sql(Bank bank, String statement) {
        try (var connection = bank.database.jdbc();
                var run = connection.createStatement()) {
            run.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    private String events(Bank bank, String key) throws Exception {
        return http.send(
                        HttpRequest.newBuilder(bank.url().resolve("/v1/events?limit=500"))
                                .header("Authorization", "Bearer " + key)
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    /** Proposed by one of the staff and approved by another. */
    private JsonNode approved(Bank bank, String path, String body) throws Exception {
        var proposed = staff(bank, path, body);
        approve(bank, StaffRole.ADMINISTRATOR, proposed.path("act").asString());
        return proposed;
    }

    private void approve(Bank bank, StaffRole role, String act) throws Exception {
        staff(bank, Bank.staffWithOnly(role), "/admin/api/acts/" + act + "/approve", "{\"reason\":\"looked at\"}");
    }

    private JsonNode staff(Bank bank, String path, String body) throws Exception {
        return staff(bank, Bank.STAFF, path, body);
    }

    private JsonNode staff(Bank bank, String token, String path, String body) throws Exception {
        URI to = bank.url().resolve(path);
        var answer = http.send(
                HttpRequest.newBuilder(to)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return JsonMapper.shared().readTree(answer.body());
    }
}
