package gateway;

import static gateway.OperatorsWeCall.card;
import static gateway.OperatorsWeCall.code;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import gateway.ledger.VerifyBooks;
import gateway.payments.GiveBack;
import gateway.payments.GiveBack.Standing;
import gateway.shared.ids.PaymentId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sandbox.books.BookEntry;
import sandbox.faults.Fault;
import sandbox.faults.FaultPlan.Plan;
import sandbox.mobile.MobileApp;
import sandbox.mobile.MobileApp.Reply;
import tools.jackson.databind.JsonNode;

/** A customer pays through Payme, Click and Uzum, over HTTP and each one's own protocol, until all books agree. */
class ServiceScenario {

    private static final String PHONE = "998901234567";
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    @TempDir
    private static Path folder;

    private static OperatorsWeCall operators;
    private static Map<String, String> cards;
    private static Bank bank;
    private static MobileApp phone;
    private static String merchant;

    @BeforeAll
    static void open() throws Exception {
        operators = new OperatorsWeCall(folder);
        bank = Bank.open(operators.settings(Map.of(
                "gateway.payments.lease", "8s",
                "gateway.payments.first-check", "300ms",
                "gateway.payments.last-check", "2s",
                "gateway.payments.step-up-above-minor", "200000000",
                "gateway.processors.payme.timeout", "3s",
                "gateway.processors.payme.naming-timeout", "3s",
                "gateway.processors.click.timeout", "3s",
                "gateway.processors.uzum.timeout", "3s")));
        merchant = bank.merchant("Kitob olami");
        phone = bank.phone();
        phone.signIn(PHONE);
        cards = Map.of("payme", OperatorsWeCall.kept(phone, "payme"), "click", OperatorsWeCall.kept(phone, "click"));
    }

    @AfterAll
    static void close() {
        bank.close();
        operators.close();
    }

    @AfterEach
    void allBooksAgree() {
        operators.all().forEach(it -> it.faults().set(Plan.NONE));
        var report = bank.bean(VerifyBooks.class).verify().block(Duration.ofSeconds(20));
        assertThat(report).isNotNull();
        assertThat(report.isClean()).as(report.toString()).isTrue();
        for (var it : operators.all()) {
            await().alias(it.name())
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(owedBy(it.name())).isEqualTo(heldBy(it.name())));
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
        assertThat(bank.number("select count(*) from payments.refund where payment = '%s'"
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

    /** Else whoever owns what was paid for asks again for ever, and nobody sees it. */
    @Test
    void whoeverGivesAPartBackHearsThatThisNeverWorks() throws SQLException {
        var paid = phone.post("/v1/payments", order("700.00", source("payme"), toMerchant()), MobileApp.newKey());
        var id = PaymentId.parse(paid.body().path("id").asString()).orElseThrow();
        long held = heldBy("payme");

        assertThat(givenBack(id, 699_99)).isEqualTo(new Standing.Refused("refund-not-whole"));
        assertThat(givenBack(id, 699_99)).isEqualTo(new Standing.Refused("refund-not-whole"));
        assertThat(heldBy("payme")).isEqualTo(held);
    }

    private static Standing givenBack(PaymentId id, long minor) {
        return bank.bean(GiveBack.class)
                .giveBack(id, new Money(minor, Asset.UZS), 0)
                .blockOptional(PATIENCE)
                .orElseThrow();
    }

    /** Silence, resets, garbled and doubled answers: whatever the operator did is what the payment says in the end. */
    @TestFactory
    Stream<DynamicTest> anUnknownOutcomeEndsAsTheOperatorsOwnBooksSay() {
        return SideBySide.told(Stream.of(
                        "payme 51 declined",
                        "payme 72 declined",
                        "payme 73 completed",
                        "payme 74 completed",
                        "payme 76 completed",
                        "payme 77 declined",
                        "payme 78 completed",
                        "click 51 declined",
                        "click 72 declined",
                        "click 73 completed",
                        "click 76 completed",
                        "click 77 declined",
                        "uzum 51 declined",
                        "uzum 72 declined",
                        "uzum 73 completed",
                        "uzum 76 completed",
                        "uzum 77 declined")
                .map(it -> dynamicTest(it, () -> endsAsTheBooksSay(it.split(" ")))));
    }

    /** By itself: the second answer meets whoever asks next on that connection, until it is closed. */
    @Test
    void aDoubledAnswerCountsOnce() {
        endsAsTheBooksSay("payme", "75", "completed");

        var next = order("500.00", source("payme"), "{\"type\":\"wallet\"}");
        await().atMost(PATIENCE)
                .until(() -> finalState(phone.post("/v1/payments", next, MobileApp.newKey()))
                        .path("status")
                        .asString()
                        .equals("completed"));
    }

    /** @param words the operator, the tiyin that say what it does, and how it ends */
    private static void endsAsTheBooksSay(String... words) {
        var order = order("777." + words[1], source(words[0]), "{\"type\":\"wallet\"}");

        var end = finalState(phone.post("/v1/payments", order, MobileApp.newKey()));

        assertThat(end.path("status").asString()).as(end.toString()).isEqualTo(words[2]);
        long minor = 777_00 + Long.parseLong(words[1]);
        assertThat(heldBy(words[0], it -> it.amount() == minor)).isEqualTo(words[2].equals("completed") ? minor : 0);
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
        operators.named("payme").faults().set(new Plan(1, Map.of(), Map.of(Fault.SILENCE_DONE, 1.0)));

        var made = phone.post("/v1/payments", order("500.00", source("payme"), toMerchant()), MobileApp.newKey());

        assertThat(made.body().path("status").asString()).as(made.text()).isEqualTo("declined");
        assertThat(made.body().path("denial").path("reason").asString()).isEqualTo("not_delivered");
        assertThat(heldBy("payme")).isEqualTo(before);
    }

    @Test
    void theSameNumberMayAlsoBeLinkedByItsOwnNetworkAndAKeptCardIsNeverPaid() {
        var direct = phone.linkCard(OperatorsWeCall.NUMBER, "2030-12", PHONE);

        var toKept =
                phone.post("/v1/payments", order("100.00", card(direct), card(cards.get("payme"))), MobileApp.newKey());

        assertThat(cards.values()).doesNotContain(direct).doesNotHaveDuplicates();
        assertProblem(toKept, 422, "destination-invalid");
        assertProblem(OperatorsWeCall.link(phone, OperatorsWeCall.NUMBER, "paynet"), 422, "operator-unknown");
        assertProblem(OperatorsWeCall.link(phone, "4000000000000002", "payme"), 422, "scheme-unknown");
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

    private static String source(String operator) {
        return operator.equals("uzum") ? code() : card(cards.get(operator));
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
                .pollInterval(Duration.ofMillis(250))
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
        return bank.number(sql);
    }

    /** What its own books say. */
    private static long heldBy(String operator) {
        return heldBy(operator, _ -> true);
    }

    private static long heldBy(String operator, Predicate<BookEntry> which) {
        try (var entries = operators.named(operator).books().orElseThrow().entries()) {
            return entries.filter(which)
                    .mapToLong(it -> switch (it.kind()) {
                        case "DEBIT" -> it.amount();
                        case "REVERSAL" -> -it.amount();
                        default -> 0;
                    })
                    .sum();
        }
    }
}
