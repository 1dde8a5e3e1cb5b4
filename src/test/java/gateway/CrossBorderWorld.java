package gateway;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.crossborder.CorrespondentDouble;
import gateway.ledger.VerifyBooks;
import gateway.processors.correspondent.CreditTransfer;
import gateway.processors.correspondent.HearsOfTransfers;
import gateway.processors.correspondent.HearsOfTransfers.Heard;
import gateway.processors.correspondent.News;
import gateway.processors.correspondent.News.Stage;
import gateway.processors.correspondent.News.Status;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import sandbox.mobile.MobileApp;
import sandbox.mobile.MobileApp.Reply;
import sandbox.rates.CbuHost;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The world of the stories about money sent abroad: a gateway, its customer, and a correspondent without a will. */
final class CrossBorderWorld {

    static final String PHONE = "998901234567";
    static final String DOCUMENT = """
            {"pinfl":"%s","fullName":"Karimov Anvar","birthDate":"1990-03-14","country":"UZ",
             "kind":"id-card","number":"AA1234567","issuer":"IIV 26001","expiresOn":"2036-01-31"}""";
    static final String FRIEND = """
            {"name":"John Smith","country":"US","currency":"USD","account":"000 123 456 789","bankCode":"021000021",
             "bankName":"First Bank","bankTown":"Chicago","town":"New York","street":"5th Avenue","purpose":"FAMI"}""";

    static final CorrespondentDouble ABROAD = new CorrespondentDouble();
    static CbuHost cbu;
    static Bank bank;
    static MobileApp phone;
    static String card;
    static String friend;

    static void open() throws Exception {
        open(Map.of());
    }

    static void open(Map<String, String> more) throws Exception {
        cbu = new CbuHost(0);
        var settings = PartnerAbroad.rates(cbu);
        settings.put("gateway.crossborder.check-every", "100ms");
        settings.put("gateway.payments.step-up-for-new-payee", "false");
        settings.putAll(more);
        bank = Bank.open(settings, (ApplicationContextInitializer<GenericApplicationContext>) ABROAD::join);
        phone = bank.phone();
        phone.signIn(PHONE);
        var shown = phone.post("/v1/kyc/documents", DOCUMENT.formatted(pinfl()), MobileApp.newKey());
        assertThat(shown.status()).as(shown.text()).isEqualTo(200);
        card = phone.linkCard("8600490000000000", "2030-12", PHONE);
        friend = created(phone.post("/v1/beneficiaries", FRIEND, MobileApp.newKey()))
                .path("id")
                .asString();
        await(() -> !quote("receive", "20.00", "USD").text().contains("rate-unavailable"));
        created(quote("receive", "20.00", "USD"));
    }

    static void close() {
        bank.close();
        cbu.close();
    }

    static void theBooksAgree() {
        var report = bank.bean(VerifyBooks.class).verify().block(Duration.ofSeconds(20));
        assertThat(report).isNotNull();
        assertThat(report.isClean()).as(report.text()).isTrue();
    }

    static JsonNode send(String quote, String source) throws Exception {
        var sent = created(pay(quote, source, MobileApp.newKey()));
        await(() -> !status(sent).equals("awaiting_payment"));
        return sent;
    }

    static Reply pay(String quote, String source, String key) {
        return phone.post("/v1/remittances", order(quote, source), key);
    }

    static String order(String quote, String source) {
        return "{\"quote\":\"%s\",\"source\":%s}".formatted(quote, source);
    }

    static String cardSource() {
        return "{\"type\":\"card\",\"card\":\"" + card + "\"}";
    }

    static void topUp(String amount) {
        created(phone.post(
                "/v1/payments",
                ("{\"amount\":{\"value\":\"%s\",\"currency\":\"UZS\"},\"source\":%s,"
                                + "\"destination\":{\"type\":\"wallet\"}}")
                        .formatted(amount, cardSource()),
                MobileApp.newKey()));
    }

    static String quoted(String side, String value, String currency) {
        return created(quote(side, value, currency)).path("id").asString();
    }

    static Reply quote(String side, String value, String currency) {
        return phone.post(
                "/v1/quotes",
                "{\"beneficiary\":\"%s\",\"%s\":{\"value\":\"%s\",\"currency\":\"%s\"}}"
                        .formatted(friend, side, value, currency),
                MobileApp.newKey());
    }

    static JsonNode created(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.body();
    }

    static JsonNode shown(JsonNode sent) {
        return phone.get("/v1/remittances/" + sent.path("id").asString()).body();
    }

    static String status(JsonNode sent) {
        return shown(sent).path("status").asString();
    }

    static UUID uetr(JsonNode sent) {
        return UUID.fromString(shown(sent).path("reference").asString());
    }

    static CreditTransfer transfer(JsonNode sent) {
        var uetr = uetr(sent);
        return ABROAD.sent.values().stream()
                .filter(it -> it.uetr().equals(uetr))
                .findFirst()
                .orElseThrow();
    }

    static Heard said(JsonNode sent, Stage stage) {
        return heard(new Status(uetr(sent), "MSG-" + stage, Instant.now(), stage, "AC01", null));
    }

    static Heard heard(News news) {
        return bank.bean(HearsOfTransfers.class).heard(news).blockOptional().orElseThrow();
    }

    static void threeDaysPass(JsonNode sent) throws SQLException {
        sql(
                "update crossborder.remittance set final_by = now(), next_check_at = now() where id = '%s'",
                sent.path("id").asString().substring(4));
    }

    static void approve(String kind, String content) throws Exception {
        var proposed = staff(
                "POST",
                "/admin/api/acts",
                "{\"kind\":\"%s\",\"content\":\"%s\",\"reason\":\"asked the bank abroad\"}".formatted(kind, content));
        assertThat(proposed.statusCode()).as(proposed.body()).isBetween(200, 201);
        var id = JsonMapper.shared().readTree(proposed.body()).path("id").asString();
        var approved = call("POST", "/admin/api/acts/" + id + "/approve", "{\"reason\":\"agreed\"}", Bank.COLLEAGUE);
        assertThat(approved.statusCode()).as(approved.body()).isEqualTo(200);
    }

    static HttpResponse<String> staff(String method, String path, @org.jspecify.annotations.Nullable String body)
            throws Exception {
        return call(method, path, body, Bank.STAFF);
    }

    static HttpResponse<String> call(
            String method, String path, @org.jspecify.annotations.Nullable String body, String token) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(bank.url() + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", MobileApp.newKey())
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    static void await(Callable<Boolean> truth) throws Exception {
        long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!truth.call()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(until);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    static Money usd(String value) {
        return Money.parse(value, Asset.USD).orElseThrow();
    }

    static Map<String, Long> change(Map<String, Long> before) throws SQLException {
        var change = new HashMap<String, Long>();
        balances().forEach((name, now) -> change.put(name, now - before.getOrDefault(name, 0L)));
        return change;
    }

    static Map<String, Long> balances() throws SQLException {
        var all = new HashMap<String, Long>();
        try (var connection = connection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select label || ' ' || asset as name, sum(credits_posted - debits_posted) as minor
                          from ledger.account where kind = 3 group by label, asset""")) {
            while (rows.next()) {
                all.put(rows.getString("name"), rows.getLong("minor"));
            }
        }
        return all;
    }

    static void sql(String text, String what) throws SQLException {
        try (var connection = connection();
                var statement = connection.createStatement()) {
            statement.executeUpdate(text.formatted(what));
        }
    }

    static java.sql.Connection connection() throws SQLException {
        return bank.database.jdbc();
    }

    static String pinfl() {
        var first = "3140390123100";
        int sum = 0;
        for (int i = 0; i < first.length(); i++) {
            sum += (first.charAt(i) - '0') * new int[] {7, 3, 1}[i % 3];
        }
        return first + sum % 10;
    }

    private CrossBorderWorld() {}
}
