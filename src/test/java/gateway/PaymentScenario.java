package gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import gateway.ledger.VerifyBooks;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sandbox.mobile.MobileApp;
import sandbox.mobile.MobileApp.Reply;
import tools.jackson.databind.JsonNode;

/** A customer on a phone, from the first sign-in to money at the payee, over HTTP and every rail's own protocol. */
class PaymentScenario {

    private static final String PHONE = "998901234567";
    private static final String FRIEND = "998907654321";
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private static Bank bank;
    private static MobileApp phone;
    private static String merchant;
    private static Map<String, String> cards;

    @BeforeAll
    static void open() throws Exception {
        bank = Bank.open(Map.of(
                "gateway.payments.lease", "8s",
                "gateway.payments.first-check", "300ms",
                "gateway.payments.last-check", "2s",
                "gateway.processors.uzcard.timeout", "3s",
                "gateway.processors.humo.timeout", "3s",
                "gateway.processors.visa.timeout", "3s"));
        merchant = bank.merchant("Kitob olami");
        phone = bank.phone();
        phone.signIn(PHONE);
        cards = Map.of(
                "uzcard", phone.linkCard("8600490000000000", "2030-12", PHONE),
                "humo", phone.linkCard("9860010000000017", "2030-12", PHONE),
                "visa", phone.linkCard("4000000000000002", "2030-12", PHONE));
    }

    @AfterAll
    static void close() {
        bank.close();
    }

    @AfterEach
    void theBooksAgree() {
        var report = bank.bean(VerifyBooks.class).verify().block(Duration.ofSeconds(20));
        assertThat(report).isNotNull();
        assertThat(report.isClean()).as(report.toString()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"uzcard", "humo", "visa"})
    void aCardPaysAMerchantOnceHoweverOftenItIsAsked(String rail) {
        var key = MobileApp.newKey();

        var first = pay(cardTo(rail, "1500.00", toMerchant()), key);
        var second = pay(cardTo(rail, "1500.00", toMerchant()), key);
        var other = pay(cardTo(rail, "1600.00", toMerchant()), key);

        assertThat(first.status()).as(first.text()).isEqualTo(201);
        assertThat(status(first)).as(first.text()).isEqualTo("completed");
        assertThat(first.body().path("source").path("rail").asString()).isEqualTo(rail);
        assertThat(second.text()).isEqualTo(first.text());
        assertProblem(other, 422, "key-reused");
    }

    /**
     * Silence, resets, garbled, late and doubled answers: whatever the rail did is what the payment says in the end.
     */
    @TestFactory
    Stream<DynamicTest> anUnknownOutcomeEndsAsTheRailsOwnBooksSay() {
        return SideBySide.told(Stream.of(
                        "uzcard 72 declined",
                        "uzcard 73 completed",
                        "uzcard 76 completed",
                        "uzcard 77 declined",
                        "uzcard 78 completed",
                        "uzcard 51 declined",
                        "humo 72 declined",
                        "humo 78 completed",
                        "humo 51 declined",
                        "visa 72 declined",
                        "visa 73 declined",
                        "visa 74 declined",
                        "visa 75 completed",
                        "visa 59 declined")
                .map(it -> dynamicTest(it, () -> ends(it.split(" ")))));
    }

    /** By itself: the line is everybody's, and whoever else waits on it hears nothing either. */
    @Test
    void whatAResetLineTookAlongEndsAsTheRailsOwnBooksSay() {
        ends("visa", "78", "declined");
    }

    /** @param words the rail, the tiyin that say what it does, and how it ends */
    private static void ends(String... words) {
        var made = pay(cardTo(words[0], "777." + words[1], toMerchant()), MobileApp.newKey());

        var end = finalState(made);

        assertThat(end.path("status").asString()).as(end.toString()).isEqualTo(words[2]);
    }

    @Test
    void aWalletIsToppedUpSpentAndRefunded() {
        var topUp = pay(cardTo("humo", "10000.00", "{\"type\":\"wallet\"}"), MobileApp.newKey());
        var spent = pay(walletTo("4000.00", toMerchant()), MobileApp.newKey());
        var id = spent.body().path("id").asString();
        var part = refund(id, "1500.00");
        var tooMuch = refund(id, "2500.01");
        var rest = refund(id, "2500.00");
        var poor = pay(walletTo("500000.00", toMerchant()), MobileApp.newKey());

        assertThat(status(topUp)).as(topUp.text()).isEqualTo("completed");
        assertThat(status(spent)).as(spent.text()).isEqualTo("completed");
        assertThat(status(part)).as(part.text()).isEqualTo("refunded");
        assertProblem(tooMuch, 422, "refund-exceeds-payment");
        assertThat(status(rest)).as(rest.text()).isEqualTo("refunded");
        assertThat(phone.get("/v1/payments/" + id)
                        .body()
                        .path("refunded")
                        .path("value")
                        .asString())
                .isEqualTo("4000.00");
        assertProblem(poor, 422, "insufficient-funds");
    }

    @ParameterizedTest
    @ValueSource(strings = {"uzcard", "humo", "visa"})
    void aCardPaymentIsRefundedInFull(String rail) {
        var paid = pay(cardTo(rail, "2500.00", toMerchant()), MobileApp.newKey());

        var refunded =
                phone.post("/v1/payments/" + paid.body().path("id").asString() + "/refunds", "{}", MobileApp.newKey());

        assertThat(status(refunded)).as(refunded.text()).isEqualTo("refunded");
    }

    @ParameterizedTest
    @CsvSource({"uzcard, 9860010000000025", "humo, 8600490000000109", "visa, 4111111111111111"})
    void aCardPaysAnotherPersonsCardAfterACode(String rail, String pan) {
        var made = pay(cardTo(rail, "3000.00", "{\"type\":\"card\",\"pan\":\"" + pan + "\"}"), MobileApp.newKey());
        var id = made.body().path("id").asString();
        var right = confirm(id, phone.code(PHONE));
        var again = pay(cardTo(rail, "3000.00", "{\"type\":\"card\",\"pan\":\"" + pan + "\"}"), MobileApp.newKey());

        assertThat(status(made)).as(made.text()).isEqualTo("action_required");
        assertThat(right.status()).as(right.text()).isEqualTo(200);
        assertThat(finalState(right).path("status").asString()).as(right.text()).isEqualTo("completed");
        assertThat(status(again)).as("the payee is known now: " + again.text()).isEqualTo("completed");
    }

    /** HUMO wants to know who sends so much, and is not told: the payer's card is left alone. */
    @Test
    void nobodyPaysForACreditThatHumoNeverTakes() {
        var payee = "{\"type\":\"card\",\"pan\":\"9860010000000025\"}";

        var much = pay(cardTo("uzcard", "12000000.00", payee), MobileApp.newKey());
        var less = pay(cardTo("uzcard", "11999999.99", payee), MobileApp.newKey());

        assertProblem(much, 422, "payee-cannot-take");
        assertThat(less.status()).as(less.text()).isEqualTo(201);
    }

    /** The node died between doing it and saying so: its repeat is told what became of it, with the same words. */
    @Test
    void aConfirmationWhoseAnswerWasLostIsAnsweredByItsRepeat() throws SQLException {
        var mine = bank.phone();
        mine.signIn("998935550022");
        var card = mine.linkCard("4000000000000002", "2030-12", PHONE);
        var made = mine.post(
                "/v1/payments",
                order(
                        "31.00",
                        "{\"type\":\"card\",\"card\":\"%s\"}".formatted(card),
                        "{\"type\":\"card\",\"pan\":\"9860010000000041\"}"),
                MobileApp.newKey());
        var path = "/v1/payments/" + made.body().path("id").asString() + "/confirm";
        var code = "{\"code\":\"%s\"}".formatted(mine.code("998935550022"));
        var key = MobileApp.newKey();
        var first = mine.post(path, code, key);
        assertThat(first.status()).as(first.text()).isEqualTo(200);
        forgetAnswer(key);

        var repeat = mine.post(path, code, key);
        var another = mine.post(path, code, MobileApp.newKey());

        assertThat(repeat.status()).as(repeat.text()).isEqualTo(200);
        assertThat(repeat.text()).isEqualTo(first.text());
        assertProblem(another, 409, "payment-not-confirmable");
    }

    private static void forgetAnswer(String key) throws SQLException {
        try (var connection = bank.database.jdbc();
                var delete = connection.prepareStatement("delete from platform.answer where key = ?")) {
            delete.setString(1, key);
            assertThat(delete.executeUpdate()).isEqualTo(1);
        }
    }

    @Test
    void aWrongCodeMovesNothing() {
        var cautious = bank.phone();
        cautious.signIn("998935550011");
        var made = cautious.post(
                "/v1/payments",
                walletTo("10.00", "{\"type\":\"card\",\"pan\":\"9860010000000033\"}"),
                MobileApp.newKey());
        var id = made.body().path("id").asString();

        var wrong = cautious.post("/v1/payments/" + id + "/confirm", "{\"code\":\"AAAA11\"}", MobileApp.newKey());

        assertProblem(wrong, 422, "code-wrong");
        assertThat(status(cautious.get("/v1/payments/" + id))).isEqualTo("action_required");
    }

    /** Another try takes another payment: a repeat of this one must hear the same, whatever has come in meanwhile. */
    @Test
    void aConfirmedPaymentThatTheWalletDoesNotCoverIsDeclined() {
        var poor = bank.phone();
        poor.signIn("998935550033");
        var made = poor.post(
                "/v1/payments",
                walletTo("10.00", "{\"type\":\"card\",\"pan\":\"9860010000000033\"}"),
                MobileApp.newKey());
        var path = "/v1/payments/" + made.body().path("id").asString() + "/confirm";
        var key = MobileApp.newKey();
        var code = "{\"code\":\"%s\"}".formatted(poor.code("998935550033"));

        var declined = poor.post(path, code, key);
        var repeat = poor.post(path, code, key);

        assertThat(declined.status()).as(declined.text()).isEqualTo(200);
        assertThat(status(declined)).isEqualTo("declined");
        assertThat(declined.text()).contains("insufficient_funds");
        assertThat(repeat.text()).isEqualTo(declined.text());
    }

    @Test
    void aCreditThatFailsComesBackToTheCard() {
        var made = pay(
                cardTo("uzcard", "888.51", "{\"type\":\"card\",\"card\":\"" + cards.get("humo") + "\"}"),
                MobileApp.newKey());

        assertThat(finalState(made).path("status").asString()).isIn("declined", "reversed");
    }

    @Test
    void aPaymentThatWaitsForItsCodeCanBeCancelled() {
        var made = pay(walletTo("10.00", "{\"type\":\"card\",\"pan\":\"9860010000000033\"}"), MobileApp.newKey());
        var id = made.body().path("id").asString();

        var cancelled = phone.post("/v1/payments/" + id + "/cancel", "{}", MobileApp.newKey());
        var late = confirm(id, phone.code(PHONE));

        assertThat(status(cancelled)).as(made.text() + cancelled.text()).isEqualTo("cancelled");
        assertProblem(late, 409, "payment-not-confirmable");
    }

    @Test
    void somebodyElsesPaymentsAndCardsDoNotExist() {
        var mine = pay(cardTo("uzcard", "100.00", toMerchant()), MobileApp.newKey());
        var stranger = bank.phone();
        stranger.signIn(FRIEND);

        var payment = stranger.get("/v1/payments/" + mine.body().path("id").asString());
        var card = stranger.post("/v1/payments", cardTo("uzcard", "100.00", toMerchant()), MobileApp.newKey());

        assertProblem(payment, 404, "payment-not-found");
        assertProblem(card, 404, "card-not-found");
        assertThat(stranger.get("/v1/payments").body().path("items").isEmpty()).isTrue();
    }

    @Test
    void aFrozenCardPaysNothing() {
        var card = cards.get("visa");
        phone.post("/v1/cards/" + card + "/freeze", "{}", MobileApp.newKey());

        var refused = pay(cardTo("visa", "100.00", toMerchant()), MobileApp.newKey());
        phone.post("/v1/cards/" + card + "/unfreeze", "{}", MobileApp.newKey());
        var paid = pay(cardTo("visa", "100.00", toMerchant()), MobileApp.newKey());

        assertProblem(refused, 409, "card-frozen");
        assertThat(status(paid)).isEqualTo("completed");
    }

    @Test
    void theListIsPagedNewestFirst() {
        for (int i = 0; i < 3; i++) {
            pay(cardTo("uzcard", "10" + i + ".00", toMerchant()), MobileApp.newKey());
        }

        var first = phone.get("/v1/payments?limit=2&status=completed").body();
        var second = phone.get("/v1/payments?limit=2&status=completed&after="
                        + first.path("next").asString())
                .body();

        assertThat(first.path("items").size()).isEqualTo(2);
        assertThat(first.path("items").get(0).path("amount").path("value").asString())
                .isEqualTo("102.00");
        assertThat(second.path("items").get(0).path("amount").path("value").asString())
                .isEqualTo("100.00");
    }

    private static JsonNode finalState(Reply made) {
        var id = made.body().path("id").asString();
        assertThat(id).as(made.text()).isNotEmpty();
        await().alias(made.text())
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(250))
                .until(() ->
                        !phone.get("/v1/payments/" + id).body().path("finalAt").isMissingNode());
        return phone.get("/v1/payments/" + id).body();
    }

    private static Reply pay(String body, String key) {
        return phone.post("/v1/payments", body, key);
    }

    private static Reply refund(String payment, String amount) {
        return phone.post(
                "/v1/payments/" + payment + "/refunds",
                "{\"amount\":{\"value\":\"%s\",\"currency\":\"UZS\"}}".formatted(amount),
                MobileApp.newKey());
    }

    private static Reply confirm(String payment, String code) {
        return phone.post(
                "/v1/payments/" + payment + "/confirm", "{\"code\":\"%s\"}".formatted(code), MobileApp.newKey());
    }

    private static String cardTo(String rail, String amount, String destination) {
        return order(amount, "{\"type\":\"card\",\"card\":\"%s\"}".formatted(cards.get(rail)), destination);
    }

    private static String walletTo(String amount, String destination) {
        return order(amount, "{\"type\":\"wallet\"}", destination);
    }

    private static String order(String amount, String source, String destination) {
        return "{\"amount\":{\"value\":\"%s\",\"currency\":\"UZS\"},\"source\":%s,\"destination\":%s}"
                .formatted(amount, source, destination);
    }

    private static String toMerchant() {
        return "{\"type\":\"merchant\",\"merchant\":\"%s\"}".formatted(merchant);
    }

    private static String status(Reply reply) {
        return reply.body().path("status").asString("");
    }

    private static void assertProblem(Reply reply, int status, String slug) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.body().path("type").asString()).as(reply.text()).endsWith("/problems/" + slug);
    }
}
