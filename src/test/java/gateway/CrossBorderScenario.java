package gateway;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.crossborder.CorrespondentDouble;
import gateway.ledger.VerifyBooks;
import gateway.processors.correspondent.CreditTransfer;
import gateway.processors.correspondent.HearsOfTransfers;
import gateway.processors.correspondent.HearsOfTransfers.Heard;
import gateway.processors.correspondent.News;
import gateway.processors.correspondent.News.Answer;
import gateway.processors.correspondent.News.RecallAnswered;
import gateway.processors.correspondent.News.Returned;
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
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import sandbox.mobile.MobileApp;
import sandbox.mobile.MobileApp.Reply;
import sandbox.rates.CbuHost;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A customer sends money abroad, over HTTP and with real books; the correspondent's words are put into its mouth. */
class CrossBorderScenario {

    private static final String PHONE = "998901234567";
    private static final String DOCUMENT = """
            {"pinfl":"%s","fullName":"Karimov Anvar","birthDate":"1990-03-14","country":"UZ",
             "kind":"id-card","number":"AA1234567","issuer":"IIV 26001","expiresOn":"2036-01-31"}""";
    private static final String FRIEND = """
            {"name":"John Smith","country":"US","currency":"USD","account":"000 123 456 789","bankCode":"021000021",
             "bankName":"First Bank","town":"New York","street":"5th Avenue","purpose":"FAMI"}""";

    private static final CorrespondentDouble ABROAD = new CorrespondentDouble();
    private static CbuHost cbu;
    private static Bank bank;
    private static MobileApp phone;
    private static String card;
    private static String friend;

    @BeforeAll
    static void open() throws Exception {
        cbu = new CbuHost(0);
        bank = Bank.open(
                Map.of(
                        "gateway.crossborder.pack", "classpath:crossborder/scenario.yaml",
                        "gateway.crossborder.check-every", "100ms",
                        "gateway.crossborder.rates.providers[0].name", "cbu",
                        "gateway.crossborder.rates.providers[0].url",
                                "http://127.0.0.1:" + cbu.port() + "/ru/arkhiv-kursov-valyut/json/",
                        "gateway.crossborder.rates.every", "300ms",
                        "gateway.payments.step-up-for-new-payee", "false",
                        "gateway.payments.first-check", "300ms"),
                (ApplicationContextInitializer<GenericApplicationContext>) ABROAD::join);
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

    @AfterAll
    static void close() {
        bank.close();
        cbu.close();
    }

    @AfterEach
    void theBooksAgree() {
        var report = bank.bean(VerifyBooks.class).verify().block(Duration.ofSeconds(20));
        assertThat(report).isNotNull();
        assertThat(report.isClean()).as(report.text()).isTrue();
    }

    @Test
    void tellsWhatACorridorWantsBeforeTheQuote() {
        var corridors = phone.get("/v1/corridors").body().path("items");

        assertThat(corridors.findValuesAsString("country")).containsExactly("DE", "US");
        assertThat(corridors.path(1).path("beneficiaryFields").toString())
                .isEqualTo("[\"account\",\"bankCode\",\"bankName\",\"purpose\",\"street\",\"town\"]");
    }

    @Test
    void aCardPaysAndTheBeneficiaryIsCredited() throws Exception {
        var before = balances();

        var sent = send(quoted("receive", "20.00", "USD"), cardSource());

        // 20 × 12201.5383 = 244 030.766, and a fee of at least 25 000.
        assertThat(sent.path("sums").path("receive").path("value").asString()).isEqualTo("20.00");
        assertThat(sent.path("sums").path("rate").path("value").asString()).isEqualTo("12201.5383");
        assertThat(sent.path("sums").path("send").path("value").asString()).isEqualTo("269030.77");
        assertThat(sent.path("payment").path("status").asString()).isEqualTo("completed");
        assertThat(change(before))
                .containsEntry("clearing:uzcard UZS", -269_030_77L)
                .containsEntry("fee-income UZS", 25_000_00L)
                .containsEntry("fx-position UZS", 244_030_77L)
                .containsEntry("fx-position USD", -20_00L)
                .containsEntry("correspondent:demo-one USD", 20_00L)
                .containsEntry("remittances UZS", 0L);
        assertThat(transfer(sent).settled()).isEqualTo(usd("20.00"));
        assertThat(status(sent)).isEqualTo("sent");

        assertThat(said(sent, Stage.ACCEPTED)).isEqualTo(Heard.APPLIED);
        assertThat(said(sent, Stage.ACCEPTED)).isEqualTo(Heard.KNOWN);
        assertThat(said(sent, Stage.CREDITED)).isEqualTo(Heard.APPLIED);
        assertThat(said(sent, Stage.SETTLED)).isEqualTo(Heard.KNOWN);

        assertThat(status(sent)).isEqualTo("credited");
        assertThat(change(before))
                .containsEntry("correspondent:demo-one USD", 0L)
                .containsEntry("nostro:demo-one USD", 20_00L);
        var positions = staff("GET", "/admin/api/fx/positions", null);
        assertThat(positions.statusCode()).isEqualTo(200);
        assertThat(positions.body()).contains("\"name\":\"demo-one\"", "\"result\":{");
    }

    @Test
    void whatIsRejectedGoesBackToTheCardWhole() throws Exception {
        var before = balances();
        var sent = send(quoted("send", "300000.00", "UZS"), cardSource());

        assertThat(said(sent, Stage.REJECTED)).isEqualTo(Heard.APPLIED);
        assertThat(said(sent, Stage.REJECTED)).isEqualTo(Heard.KNOWN);

        await(() -> status(sent).equals("given_back"));
        assertThat(shown(sent).path("back").path("amount").path("value").asString())
                .isEqualTo("300000.00");
        assertThat(change(before).values()).allMatch(it -> it == 0);
    }

    @Test
    void whatComesBackAfterDeliveryIsConvertedAtItsRate() throws Exception {
        var before = balances();
        var sent = send(quoted("receive", "20.00", "USD"), cardSource());
        said(sent, Stage.CREDITED);

        var back = new Returned(uetr(sent), "RTR-1", Instant.now(), usd("18.00"), usd("2.00"), "AC04", null);
        assertThat(heard(back)).isEqualTo(Heard.APPLIED);
        assertThat(heard(back)).isEqualTo(Heard.KNOWN);

        await(() -> status(sent).equals("given_back"));
        assertThat(shown(sent).path("back").path("amount").path("value").asString())
                .isEqualTo("219627.68");
        assertThat(shown(sent).path("back").path("why").asString()).isEqualTo("returned_after_delivery");
        assertThat(change(before))
                .containsEntry("remittances UZS", 0L)
                .containsEntry("fee-income UZS", 25_000_00L)
                .containsEntry("clearing:uzcard UZS", -269_030_77L + 219_627_68L)
                .containsEntry("fx-position USD", -2_00L)
                .containsEntry("nostro:demo-one USD", 2_00L);
    }

    @Test
    void aRecallIsAskedOnceAndItsMoneyComesWithoutTheFee() throws Exception {
        var sent = send(quoted("receive", "20.00", "USD"), cardSource());
        var path = "/v1/remittances/" + sent.path("id").asString() + "/recall";

        assertThat(phone.post(path, "", MobileApp.newKey())
                        .body()
                        .path("recall")
                        .asString())
                .isEqualTo("asked");
        assertThat(phone.post(path, "", MobileApp.newKey()).status()).isEqualTo(200);

        var recalls = ABROAD.recalls.values().stream()
                .filter(it -> it.uetr().equals(uetr(sent)))
                .toList();
        assertThat(recalls).hasSize(1);
        heard(new RecallAnswered(
                uetr(sent), "CXL-1", Instant.now(), recalls.getFirst().id(), Answer.GRANTED, null));
        heard(new Returned(uetr(sent), "RTR-2", Instant.now(), usd("20.00"), usd("0.00"), "FOCR", null));
        await(() -> status(sent).equals("given_back"));
        assertThat(shown(sent).path("recall").asString()).isEqualTo("granted");
        assertThat(shown(sent).path("back").path("amount").path("value").asString())
                .isEqualTo("244030.77");
        assertThat(phone.post(path, "", MobileApp.newKey()).status()).isEqualTo(200);
    }

    @Test
    void ofManyWhoWantOneQuoteOneGetsIt() throws Exception {
        topUp("600000.00");
        var before = balances();
        var quote = quoted("receive", "20.00", "USD");
        Callable<Integer> one =
                () -> pay(quote, "{\"type\":\"wallet\"}", MobileApp.newKey()).status();

        int paid = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all =
                    threads.invokeAll(IntStream.range(0, 64).mapToObj(_ -> one).toList());
            for (var answer : all) {
                int status = answer.get();
                assertThat(status).isIn(201, 409, 503);
                paid += status == 201 ? 1 : 0;
            }
        }

        assertThat(paid).isEqualTo(1);
        assertThat(change(before)).containsEntry("fx-position USD", -20_00L);
        assertThat(pay(quote, "{\"type\":\"wallet\"}", MobileApp.newKey()).text())
                .contains("/problems/quote-used");
    }

    @Test
    void theSameRequestAgainHearsTheSame() throws Exception {
        var quote = quoted("receive", "20.00", "USD");
        var key = MobileApp.newKey();

        var first = pay(quote, cardSource(), key);
        var second = pay(quote, cardSource(), key);

        assertThat(first.status()).as(first.text()).isEqualTo(201);
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(pay(quote, "{\"type\":\"wallet\"}", key).text()).contains("/problems/key-reused");
    }

    @Test
    void aPaymentThatFailsFreesWhatItHadTaken() throws Exception {
        var before = balances();
        var poor = phone.linkCard("8600490000000018", "2030-12", PHONE);

        var sent = pay(
                quoted("receive", "20.00", "USD"), "{\"type\":\"card\",\"card\":\"" + poor + "\"}", MobileApp.newKey());

        assertThat(sent.status()).as(sent.text()).isEqualTo(201);
        assertThat(sent.body().path("payment").path("status").asString())
                .as(sent.text())
                .isEqualTo("declined");
        assertThat(status(sent.body())).isEqualTo("not_paid");
        assertThat(change(before).values()).allMatch(it -> it == 0);
    }

    @Test
    void whatNobodySpeaksOfIsLookedForAndNotGuessed() throws Exception {
        var sent = send(quoted("receive", "20.00", "USD"), cardSource());

        threeDaysPass(sent);

        await(() -> shown(sent).path("delayed").asBoolean());
        assertThat(status(sent)).isEqualTo("sent");
        assertThat(staff("GET", "/admin/api/remittances/watched", null).body())
                .contains(sent.path("id").asString(), "nothing was heard of it in time");
        assertThat(said(sent, Stage.CREDITED)).isEqualTo(Heard.APPLIED);
        assertThat(shown(sent).path("delayed").asBoolean()).isFalse();
    }

    @Test
    void whatCannotBeTrueIsForTwoPeople() throws Exception {
        var sent = send(quoted("receive", "20.00", "USD"), cardSource());
        said(sent, Stage.CREDITED);

        assertThat(said(sent, Stage.REJECTED)).isEqualTo(Heard.CONTRADICTION);
        assertThat(said(sent, Stage.REJECTED)).isEqualTo(Heard.CONTRADICTION);

        assertThat(status(sent)).isEqualTo("credited");
        assertThat(shown(sent).path("delayed").asBoolean()).isTrue();
        approve("look-after-remittance", sent.path("id").asString());
        assertThat(shown(sent).path("delayed").asBoolean()).isFalse();
    }

    @Test
    void itsPaymentCannotBeRefundedAlone() throws Exception {
        var sent = send(quoted("receive", "20.00", "USD"), cardSource());
        var payment = sent.path("payment").path("id").asString();

        var refund = phone.post("/v1/payments/" + payment + "/refunds", "{}", MobileApp.newKey());

        assertThat(refund.text()).contains("/problems/payment-not-refundable");
    }

    @ParameterizedTest
    @CsvSource({
        "receive, 20.001, USD, quote-amount-invalid",
        "receive, 0, USD, quote-amount-invalid",
        "receive, -5, USD, quote-amount-invalid",
        "receive, 1e3, USD, quote-amount-invalid",
        "receive, 20, XXX, quote-currency",
        "receive, 20, XAU, quote-currency",
        "receive, 20, EUR, quote-currency",
        "receive, 20, UZS, quote-currency",
        "send, 20, USD, quote-currency",
        "receive, 9.99, USD, quote-amount-too-small",
        "send, 100.00, UZS, quote-amount-too-small",
        "send, 130000.00, UZS, quote-amount-too-small",
        "receive, 500.01, USD, quote-amount-too-large",
        "send, 900000000000.00, UZS, quote-amount-too-large"
    })
    void aSumThatCannotBeQuotedIsRefused(String side, String value, String currency, String problem) {
        assertThat(quote(side, value, currency).text()).contains("/problems/" + problem + "\"");
    }

    @Test
    void exactlyOneSumIsNamed() {
        var sum = "{\"value\":\"20\",\"currency\":\"USD\"}";

        assertThat(phone.post("/v1/quotes", "{\"beneficiary\":\"%s\"}".formatted(friend), MobileApp.newKey())
                        .text())
                .contains("/problems/quote-sides");
        assertThat(phone.post(
                                "/v1/quotes",
                                "{\"beneficiary\":\"%s\",\"send\":%s,\"receive\":%s}".formatted(friend, sum, sum),
                                MobileApp.newKey())
                        .text())
                .contains("/problems/quote-sides");
    }

    @Test
    void aQuoteIsItsCustomersAndEnds() throws Exception {
        var quote = quoted("receive", "20.00", "USD");
        var stranger = bank.phone();
        stranger.signIn("998901112233");

        assertThat(stranger.post("/v1/remittances", order(quote, "{\"type\":\"wallet\"}"), MobileApp.newKey())
                        .text())
                .contains("/problems/quote-not-found");
        assertThat(stranger.get("/v1/beneficiaries/" + friend).status()).isEqualTo(404);

        sql("update crossborder.quote set expires_at = now() where id = '%s'", quote.substring(4));
        sql(
                "update crossborder.quote set terms = jsonb_set(terms::jsonb, '{expiresAt}', '\"2026-01-01T00:00:00Z\"')::text where id = '%s'",
                quote.substring(4));
        assertThat(pay(quote, cardSource(), MobileApp.newKey()).text()).contains("/problems/quote-expired");
    }

    @Test
    void aCorrespondentsCapIsNotExceeded() throws Exception {
        // The cap of both is 600 and 700 dollars; 500 may be sent at once.
        sql("update crossborder.liquidity set used_minor = used_minor + 58000 where correspondent = '%s'", "demo-one");
        try {
            var sent = send(quoted("receive", "30.00", "USD"), cardSource());
            assertThat(transfer(sent).correspondent()).isEqualTo("demo-two");

            sql(
                    "insert into crossborder.liquidity values ('%s', 'USD', 69000) on conflict (correspondent, currency) do update set used_minor = crossborder.liquidity.used_minor + 67000",
                    "demo-two");
            assertThat(quote("receive", "30.00", "USD").text()).contains("/problems/liquidity-exhausted");
            sql(
                    "update crossborder.liquidity set used_minor = used_minor - 67000 where correspondent = '%s'",
                    "demo-two");
        } finally {
            sql(
                    "update crossborder.liquidity set used_minor = used_minor - 58000 where correspondent = '%s'",
                    "demo-one");
        }
    }

    @Test
    void withoutARateNothingIsQuoted() {
        var reply = phone.post(
                "/v1/beneficiaries",
                "{\"name\":\"Erika Muster\",\"country\":\"DE\",\"currency\":\"EUR\",\"iban\":\"DE89 3704 0044 0532 0130 00\",\"bic\":\"COBADEFF\",\"town\":\"Koeln\"}",
                MobileApp.newKey());
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        cbu.say("EUR", "0");

        // The rate that was in force before stays until it is stale; a zero takes nobody's place.
        var quote = phone.post(
                "/v1/quotes",
                "{\"beneficiary\":\"%s\",\"receive\":{\"value\":\"20\",\"currency\":\"EUR\"}}"
                        .formatted(reply.body().path("id").asString()),
                MobileApp.newKey());

        assertThat(quote.status()).as(quote.text()).isEqualTo(201);
        assertThat(quote.body().path("sums").path("rate").path("value").asString())
                .isEqualTo("14118.03756");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"town\":\"New York\",|''|beneficiary-incomplete",
                "\"country\":\"US\"|\"country\":\"FR\"|corridor-not-found",
                "\"currency\":\"USD\"|\"currency\":\"XAU\"|corridor-not-found",
                "John Smith|Джон Смит|beneficiary-invalid",
                "FAMI|fami|beneficiary-invalid",
                "000 123 456 789|12_3|beneficiary-invalid"
            })
    void aBeneficiaryThatCannotBePaidIsRefused(String what, String instead, String problem) {
        var reply = phone.post("/v1/beneficiaries", FRIEND.replace(what, instead), MobileApp.newKey());

        assertThat(reply.text()).contains("/problems/" + problem);
    }

    private static JsonNode send(String quote, String source) {
        return created(pay(quote, source, MobileApp.newKey()));
    }

    private static Reply pay(String quote, String source, String key) {
        return phone.post("/v1/remittances", order(quote, source), key);
    }

    private static String order(String quote, String source) {
        return "{\"quote\":\"%s\",\"source\":%s}".formatted(quote, source);
    }

    private static String cardSource() {
        return "{\"type\":\"card\",\"card\":\"" + card + "\"}";
    }

    private static void topUp(String amount) {
        created(phone.post(
                "/v1/payments",
                "{\"amount\":{\"value\":\"%s\",\"currency\":\"UZS\"},\"source\":%s,\"destination\":{\"type\":\"wallet\"}}"
                        .formatted(amount, cardSource()),
                MobileApp.newKey()));
    }

    private static String quoted(String side, String value, String currency) {
        return created(quote(side, value, currency)).path("id").asString();
    }

    private static Reply quote(String side, String value, String currency) {
        return phone.post(
                "/v1/quotes",
                "{\"beneficiary\":\"%s\",\"%s\":{\"value\":\"%s\",\"currency\":\"%s\"}}"
                        .formatted(friend, side, value, currency),
                MobileApp.newKey());
    }

    private static JsonNode created(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.body();
    }

    private static JsonNode shown(JsonNode sent) {
        return phone.get("/v1/remittances/" + sent.path("id").asString()).body();
    }

    private static String status(JsonNode sent) {
        return shown(sent).path("status").asString();
    }

    private static UUID uetr(JsonNode sent) {
        return UUID.fromString(shown(sent).path("reference").asString());
    }

    private static CreditTransfer transfer(JsonNode sent) {
        var uetr = uetr(sent);
        return ABROAD.sent.values().stream()
                .filter(it -> it.uetr().equals(uetr))
                .findFirst()
                .orElseThrow();
    }

    private static Heard said(JsonNode sent, Stage stage) {
        return heard(new Status(uetr(sent), "MSG-" + stage, Instant.now(), stage, "AC01", null));
    }

    private static Heard heard(News news) {
        return bank.bean(HearsOfTransfers.class).heard(news).blockOptional().orElseThrow();
    }

    private static void threeDaysPass(JsonNode sent) throws SQLException {
        sql(
                "update crossborder.remittance set final_by = now(), next_check_at = now() where id = '%s'",
                sent.path("id").asString().substring(4));
    }

    private static void approve(String kind, String content) throws Exception {
        var proposed = staff(
                "POST",
                "/admin/api/acts",
                "{\"kind\":\"%s\",\"content\":\"%s\",\"reason\":\"asked the bank abroad\"}".formatted(kind, content));
        assertThat(proposed.statusCode()).as(proposed.body()).isBetween(200, 201);
        var id = JsonMapper.shared().readTree(proposed.body()).path("id").asString();
        var approved = call("POST", "/admin/api/acts/" + id + "/approve", "{\"reason\":\"agreed\"}", Bank.COLLEAGUE);
        assertThat(approved.statusCode()).as(approved.body()).isEqualTo(200);
    }

    private static HttpResponse<String> staff(
            String method, String path, @org.jspecify.annotations.Nullable String body) throws Exception {
        return call(method, path, body, Bank.STAFF);
    }

    private static HttpResponse<String> call(
            String method, String path, @org.jspecify.annotations.Nullable String body, String token) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(bank.url() + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", MobileApp.newKey())
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    private static void await(Callable<Boolean> truth) throws Exception {
        long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!truth.call()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(until);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private static Money usd(String value) {
        return Money.parse(value, Asset.USD).orElseThrow();
    }

    private static Map<String, Long> change(Map<String, Long> before) throws SQLException {
        var change = new HashMap<String, Long>();
        balances().forEach((name, now) -> change.put(name, now - before.getOrDefault(name, 0L)));
        return change;
    }

    private static Map<String, Long> balances() throws SQLException {
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

    private static void sql(String text, String what) throws SQLException {
        try (var connection = connection();
                var statement = connection.createStatement()) {
            statement.executeUpdate(text.formatted(what));
        }
    }

    private static java.sql.Connection connection() throws SQLException {
        return bank.database.jdbc();
    }

    private static String pinfl() {
        var first = "3140390123100";
        int sum = 0;
        for (int i = 0; i < first.length(); i++) {
            sum += (first.charAt(i) - '0') * new int[] {7, 3, 1}[i % 3];
        }
        return first + sum % 10;
    }
}
