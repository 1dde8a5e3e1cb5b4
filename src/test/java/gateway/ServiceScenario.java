package gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gateway.ledger.VerifyBooks;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sandbox.Counterparty;
import sandbox.click.ClickHost;
import sandbox.faults.Fault;
import sandbox.faults.FaultPlan.Plan;
import sandbox.mobile.MobileApp;
import sandbox.mobile.MobileApp.Reply;
import sandbox.payme.PaymeHost;
import sandbox.uzum.UzumHost;
import tools.jackson.databind.JsonNode;

/** A customer pays through Payme, Click and Uzum, over HTTP and each one's own protocol, until all books agree. */
class ServiceScenario {

    private static final String PHONE = "998901234567";
    private static final String NUMBER = "8600495473316478";
    private static final Duration PATIENCE = Duration.ofSeconds(45);
    private static final AtomicInteger CODES = new AtomicInteger();

    @TempDir
    private static Path folder;

    private static Map<String, Counterparty> operators;
    private static Map<String, String> cards;
    private static Bank bank;
    private static MobileApp phone;
    private static String merchant;

    @BeforeAll
    static void open() throws Exception {
        var payme = new PaymeHost(0, folder.resolve("payme.jsonl"));
        var click = new ClickHost(0, folder.resolve("click.jsonl"));
        var uzum = new UzumHost(0, folder.resolve("uzum.jsonl"));
        operators = Map.of("payme", payme, "click", click, "uzum", uzum);
        var settings = new HashMap<>(PaymeHost.settings(payme.port()));
        settings.putAll(ClickHost.settings(click.port()));
        settings.putAll(UzumHost.settings(uzum.port()));
        settings.putAll(Map.of(
                "gateway.payments.lease", "4s",
                "gateway.payments.first-check", "300ms",
                "gateway.payments.last-check", "2s",
                "gateway.payments.step-up-above-minor", "200000000",
                "gateway.processors.payme.timeout", "1s",
                "gateway.processors.payme.naming-timeout", "1s",
                "gateway.processors.click.timeout", "1s",
                "gateway.processors.uzum.timeout", "1s"));
        bank = Bank.open(settings);
        merchant = bank.merchant("Kitob olami");
        phone = bank.phone();
        phone.signIn(PHONE);
        cards = Map.of("payme", kept("payme", "666666"), "click", kept("click", "77777"));
    }

    private static String kept(String operator, String code) {
        var link = link(NUMBER, operator);
        assertThat(link.status()).as(link.text()).isEqualTo(202);
        var path = "/v1/cards/registrations/%s/confirm"
                .formatted(link.body().path("registrationId").asString());
        assertProblem(phone.post(path, "{\"code\":\"111111\"}", MobileApp.newKey()), 422, "code-refused");
        var linked = phone.post(path, "{\"code\":\"%s\"}".formatted(code), MobileApp.newKey());
        assertThat(linked.status()).as(linked.text()).isEqualTo(201);
        assertThat(linked.body().path("scheme").asString()).isEqualTo(operator);
        return linked.body().path("id").asString();
    }

    @AfterAll
    static void close() {
        bank.close();
        operators.values().forEach(Counterparty::close);
    }

    @AfterEach
    void allBooksAgree() {
        operators.values().forEach(it -> it.faults().set(Plan.NONE));
        var report = bank.bean(VerifyBooks.class).verify().block(Duration.ofSeconds(20));
        assertThat(report).isNotNull();
        assertThat(report.isClean()).as(report.toString()).isTrue();
        for (var operator : operators.keySet()) {
            await().alias(operator)
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(owedBy(operator)).isEqualTo(heldBy(operator)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"payme", "click", "uzum"})
    void aMerchantIsPaidOnceAndAllOfItIsRefunded(String operator) throws SQLException {
        var before = heldBy(operator);
        var key = MobileApp.newKey();
        var order = order("1500.00", source(operator), toMerchant());

        var first = phone.post("/v1/payments", order, key);
        var second = phone.post("/v1/payments", order, key);

        assertThat(first.body().path("status").asString()).as(first.text()).isEqualTo("completed");
        assertThat(first.body().path("source").path("rail").asString()).isEqualTo(operator);
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(heldBy(operator)).isEqualTo(before + 1_500_00);

        var refunds = "/v1/payments/" + first.body().path("id").asString() + "/refunds";
        var part = phone.post(refunds, "{\"amount\":{\"value\":\"100.00\",\"currency\":\"UZS\"}}", MobileApp.newKey());
        assertProblem(part, 422, "refund-not-whole");
        assertThat(number("select count(*) from payments.refund where payment = '%s'"
                        .formatted(first.body().path("id").asString().substring("pay_".length()))))
                .as("nothing was opened, nothing was asked")
                .isZero();

        var whole = phone.post(refunds, "{}", MobileApp.newKey());

        assertThat(whole.status()).as(whole.text()).isEqualTo(201);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(heldBy(operator)).isEqualTo(before));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(owedBy(operator)).isEqualTo(before));
    }

    /** Silence, resets, garbled and doubled answers: whatever the operator did is what the payment says in the end. */
    @ParameterizedTest
    @CsvSource({
        "payme, 51, declined", "payme, 72, declined", "payme, 73, completed", "payme, 74, completed",
        "payme, 75, completed", "payme, 76, completed", "payme, 77, declined", "payme, 78, completed",
        "click, 51, declined", "click, 72, declined", "click, 73, completed", "click, 76, completed",
        "click, 77, declined", "uzum, 51, declined", "uzum, 72, declined", "uzum, 73, completed",
        "uzum, 76, completed", "uzum, 77, declined"
    })
    void anUnknownOutcomeEndsAsTheOperatorsOwnBooksSay(String operator, String tiyin, String expected) {
        var before = heldBy(operator);

        var made = phone.post(
                "/v1/payments", order("777." + tiyin, source(operator), "{\"type\":\"wallet\"}"), MobileApp.newKey());
        var end = finalState(made);

        assertThat(end.path("status").asString()).as(end.toString()).isEqualTo(expected);
        var moved = expected.equals("completed") ? 777_00 + Long.parseLong(tiyin) : 0;
        assertThat(heldBy(operator)).isEqualTo(before + moved);
    }

    @ParameterizedTest
    @ValueSource(strings = {"payme", "click"})
    void whatTheOtherCardDidNotGetGoesBackToTheKeptOne(String operator) {
        var before = heldBy(operator);
        // The blocked card of UZCARD's sandbox.
        var made = phone.post(
                "/v1/payments",
                order("900.00", source(operator), "{\"type\":\"card\",\"pan\":\"8600490000000026\"}"),
                MobileApp.newKey());
        var id = made.body().path("id").asString();

        var confirmed = phone.post(
                "/v1/payments/" + id + "/confirm",
                "{\"code\":\"%s\"}".formatted(phone.code(PHONE)),
                MobileApp.newKey());

        assertThat(confirmed.status()).as(made.text() + confirmed.text()).isEqualTo(200);
        assertThat(finalState(made).path("status").asString()).isEqualTo("reversed");
        assertThat(heldBy(operator)).isEqualTo(before);
    }

    @Test
    void withoutAReceiptOfPaymeNothingMoves() {
        var before = heldBy("payme");
        operators.get("payme").faults().set(new Plan(1, Map.of(), Map.of(Fault.SILENCE_DONE, 1.0)));

        var made = phone.post("/v1/payments", order("500.00", source("payme"), toMerchant()), MobileApp.newKey());

        assertThat(made.body().path("status").asString()).as(made.text()).isEqualTo("declined");
        assertThat(made.body().path("denial").path("reason").asString()).isEqualTo("not_delivered");
        assertThat(heldBy("payme")).isEqualTo(before);
    }

    @Test
    void theSameNumberMayAlsoBeLinkedByItsOwnNetworkAndAKeptCardIsNeverPaid() {
        var direct = phone.linkCard(NUMBER, "2030-12", PHONE);

        var toKept =
                phone.post("/v1/payments", order("100.00", card(direct), card(cards.get("payme"))), MobileApp.newKey());

        assertThat(cards.values()).doesNotContain(direct).doesNotHaveDuplicates();
        assertProblem(toKept, 422, "destination-invalid");
        assertProblem(link(NUMBER, "paynet"), 422, "operator-unknown");
        assertProblem(link("4000000000000002", "payme"), 422, "scheme-unknown");
    }

    @Test
    void aShownCodePaysAtOnceOrNotAtAllAndIsStoredNowhere() throws SQLException {
        var before = heldBy("uzum");
        var shown = code();

        var large = phone.post("/v1/payments", order("2000000.01", shown, toMerchant()), MobileApp.newKey());
        var toCard = phone.post("/v1/payments", order("100.00", code(), card(cards.get("click"))), MobileApp.newKey());
        var twice = phone.post("/v1/payments", order("100.00", shown, toMerchant()), MobileApp.newKey());
        var again = phone.post("/v1/payments", order("100.00", shown, toMerchant()), MobileApp.newKey());

        assertProblem(large, 422, "source-cannot-wait");
        assertProblem(toCard, 422, "destination-invalid");
        assertProblem(
                phone.post("/v1/payments", order("100.00", "{\"type\":\"code\"}", toMerchant()), MobileApp.newKey()),
                422,
                "source-invalid");
        assertThat(twice.body().path("status").asString()).as(twice.text()).isEqualTo("completed");
        assertThat(again.body().path("status").asString()).as(again.text()).isEqualTo("declined");
        assertThat(twice.text()).doesNotContain(shown.substring(30, 60));
        assertThat(heldBy("uzum")).isEqualTo(before + 100_00);
        assertThat(number("select count(*) from payments.payment where parties::text like '%' || '" + "0".repeat(30)
                        + "' || '%'"))
                .isZero();
    }

    private static Reply link(String number, String through) {
        return phone.post(
                "/v1/cards",
                "{\"pan\":\"%s\",\"expiry\":\"2030-12\",\"through\":\"%s\"}".formatted(number, through),
                MobileApp.newKey());
    }

    private static String source(String operator) {
        return operator.equals("uzum") ? code() : card(cards.get(operator));
    }

    private static String card(String id) {
        return "{\"type\":\"card\",\"card\":\"%s\"}".formatted(id);
    }

    /** One that nobody was shown before. */
    private static String code() {
        return "{\"type\":\"code\",\"code\":\"9%039d\"}".formatted(CODES.incrementAndGet());
    }

    private static String order(String amount, String source, String destination) {
        return "{\"amount\":{\"value\":\"%s\",\"currency\":\"UZS\"},\"source\":%s,\"destination\":%s}"
                .formatted(amount, source, destination);
    }

    private static String toMerchant() {
        return "{\"type\":\"merchant\",\"merchant\":\"%s\"}".formatted(merchant);
    }

    private static JsonNode finalState(Reply made) {
        var path = "/v1/payments/" + made.body().path("id").asString();
        await().alias(made.text())
                .atMost(PATIENCE)
                .until(() -> !phone.get(path).body().path("finalAt").isMissingNode());
        return phone.get(path).body();
    }

    private static void assertProblem(Reply reply, int status, String type) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.body().path("type").asString()).endsWith("/problems/" + type);
    }

    /** What our books say that the operator owes us. */
    private static long owedBy(String operator) throws SQLException {
        return number("select coalesce(sum(debits_posted - credits_posted), 0) from ledger.account where label = "
                + "'clearing:" + operator + "'");
    }

    private static long number(String sql) throws SQLException {
        try (var connection = bank.database.jdbc();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** What its own books say. */
    private static long heldBy(String operator) {
        try (var entries = operators.get(operator).books().orElseThrow().entries()) {
            return entries.mapToLong(it -> switch (it.kind()) {
                        case "DEBIT" -> it.amount();
                        case "REVERSAL" -> -it.amount();
                        default -> 0;
                    })
                    .sum();
        }
    }
}
