package gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gateway.ledger.VerifyBooks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sandbox.faults.Fault;
import sandbox.faults.FaultPlan.Plan;
import sandbox.mobile.MobileApp;
import sandbox.mobile.MobileApp.Reply;
import sandbox.payme.PaymeHost;
import tools.jackson.databind.JsonNode;

/** A customer has Payme keep a card and pays with it, over HTTP and Payme's own protocol, until all books agree. */
class PaymeScenario {

    private static final String PHONE = "998901234567";
    private static final String NUMBER = "8600495473316478";
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    @TempDir
    private static Path folder;

    private static PaymeHost payme;
    private static Bank bank;
    private static MobileApp phone;
    private static String merchant;
    private static String card;

    @BeforeAll
    static void open() throws Exception {
        payme = new PaymeHost(0, Files.createDirectories(folder).resolve("payme.jsonl"));
        var settings = new HashMap<>(PaymeHost.settings(payme.port()));
        settings.putAll(Map.of(
                "gateway.payments.lease", "4s",
                "gateway.payments.first-check", "300ms",
                "gateway.payments.last-check", "2s",
                "gateway.processors.payme.timeout", "1s",
                "gateway.processors.payme.naming-timeout", "1s"));
        bank = Bank.open(settings);
        merchant = bank.merchant("Kitob olami");
        phone = bank.phone();
        phone.signIn(PHONE);
        card = kept();
    }

    private static String kept() {
        var link = link(NUMBER, "payme");
        assertThat(link.status()).as(link.text()).isEqualTo(202);
        assertThat(link.body().path("maskedPhone").asString()).isEqualTo("99890*****67");
        var path = "/v1/cards/registrations/%s/confirm"
                .formatted(link.body().path("registrationId").asString());
        assertProblem(phone.post(path, "{\"code\":\"111111\"}", MobileApp.newKey()), 422, "code-refused");
        var linked = phone.post(path, "{\"code\":\"666666\"}", MobileApp.newKey());
        assertThat(linked.status()).as(linked.text()).isEqualTo(201);
        assertThat(linked.body().path("scheme").asString()).isEqualTo("payme");
        return linked.body().path("id").asString();
    }

    @AfterAll
    static void close() {
        bank.close();
        payme.close();
    }

    @AfterEach
    void allBooksAgree() throws SQLException {
        payme.faults().set(Plan.NONE);
        var report = bank.bean(VerifyBooks.class).verify().block(Duration.ofSeconds(20));
        assertThat(report).isNotNull();
        assertThat(report.isClean()).as(report.toString()).isTrue();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(owedByPayme()).isEqualTo(heldByPayme()));
    }

    @Test
    void aKeptCardPaysAMerchantOnceAndIsRefundedInFull() throws SQLException {
        var before = heldByPayme();
        var key = MobileApp.newKey();

        var first = pay("1500.00", toMerchant(), key);
        var second = pay("1500.00", toMerchant(), key);

        assertThat(first.body().path("status").asString()).as(first.text()).isEqualTo("completed");
        assertThat(first.body().path("source").path("rail").asString()).isEqualTo("payme");
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(heldByPayme()).isEqualTo(before + 1_500_00);

        var refunds = "/v1/payments/" + first.body().path("id").asString() + "/refunds";
        var part = phone.post(refunds, "{\"amount\":{\"value\":\"100.00\",\"currency\":\"UZS\"}}", MobileApp.newKey());
        var whole = phone.post(refunds, "{}", MobileApp.newKey());

        assertThat(part.body().path("status").asString()).as(part.text()).isEqualTo("declined");
        assertThat(whole.status()).as(whole.text()).isEqualTo(201);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(heldByPayme()).isEqualTo(before));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(owedByPayme()).isEqualTo(before));
    }

    /** Silence, resets, garbled and doubled answers: whatever Payme did is what the payment says in the end. */
    @ParameterizedTest
    @CsvSource({
        "51, declined",
        "59, declined",
        "72, declined",
        "73, completed",
        "74, completed",
        "75, completed",
        "76, completed",
        "77, declined",
        "78, completed",
        "81, completed"
    })
    void anUnknownOutcomeEndsAsTheReceiptSays(String tiyin, String expected) throws SQLException {
        var before = heldByPayme();

        var end = finalState(pay("777." + tiyin, "{\"type\":\"wallet\"}", MobileApp.newKey()));

        assertThat(end.path("status").asString()).as(end.toString()).isEqualTo(expected);
        var moved = expected.equals("completed") ? 777_00 + Long.parseLong(tiyin) : 0;
        assertThat(heldByPayme()).isEqualTo(before + moved);
    }

    @Test
    void whatTheOtherCardDidNotGetGoesBackToTheKeptOne() throws SQLException {
        var before = heldByPayme();
        // Too poor to take part: the blocked card of UZCARD's sandbox.
        var made = pay("900.00", "{\"type\":\"card\",\"pan\":\"8600490000000026\"}", MobileApp.newKey());
        var id = made.body().path("id").asString();

        var confirmed = phone.post(
                "/v1/payments/" + id + "/confirm",
                "{\"code\":\"%s\"}".formatted(phone.code(PHONE)),
                MobileApp.newKey());

        assertThat(confirmed.status()).as(confirmed.text()).isEqualTo(200);
        assertThat(finalState(made).path("status").asString()).isEqualTo("reversed");
        assertThat(heldByPayme()).isEqualTo(before);
    }

    @Test
    void withoutAReceiptNothingMoves() throws SQLException {
        var before = heldByPayme();
        payme.faults().set(new Plan(1, Map.of(), Map.of(Fault.SILENCE_DONE, 1.0)));

        var made = pay("500.00", toMerchant(), MobileApp.newKey());

        assertThat(made.body().path("status").asString()).as(made.text()).isEqualTo("declined");
        assertThat(made.body().path("denial").path("reason").asString()).isEqualTo("not_delivered");
        assertThat(heldByPayme()).isEqualTo(before);
    }

    @Test
    void theSameNumberMayAlsoBeLinkedByItsOwnNetworkAndAKeptCardIsNeverPaid() {
        var direct = phone.linkCard(NUMBER, "2030-12", PHONE);

        var toKept = phone.post(
                "/v1/payments",
                order("100.00", direct, "{\"type\":\"card\",\"card\":\"%s\"}".formatted(card)),
                MobileApp.newKey());

        assertThat(direct).isNotEqualTo(card);
        assertProblem(toKept, 422, "destination-invalid");
        assertProblem(link(NUMBER, "paynet"), 422, "operator-unknown");
        assertProblem(link("4000000000000002", "payme"), 422, "scheme-unknown");
    }

    private static Reply link(String number, String through) {
        return phone.post(
                "/v1/cards",
                "{\"pan\":\"%s\",\"expiry\":\"2030-12\",\"through\":\"%s\"}".formatted(number, through),
                MobileApp.newKey());
    }

    private static Reply pay(String amount, String destination, String key) {
        return phone.post("/v1/payments", order(amount, card, destination), key);
    }

    private static String order(String amount, String from, String destination) {
        return "{\"amount\":{\"value\":\"%s\",\"currency\":\"UZS\"},\"source\":{\"type\":\"card\",\"card\":\"%s\"},"
                        .formatted(amount, from)
                + "\"destination\":%s}".formatted(destination);
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

    /** What our books say that Payme owes us. */
    private static long owedByPayme() throws SQLException {
        try (var connection = bank.database.jdbc();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select coalesce(sum(debits_posted - credits_posted), 0)
                          from ledger.account where label = 'clearing:payme'""")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** What its own books say. */
    private static long heldByPayme() {
        try (var entries = payme.books().orElseThrow().entries()) {
            return entries.mapToLong(it -> switch (it.kind()) {
                        case "DEBIT" -> it.amount();
                        case "REVERSAL" -> -it.amount();
                        default -> 0;
                    })
                    .sum();
        }
    }
}
