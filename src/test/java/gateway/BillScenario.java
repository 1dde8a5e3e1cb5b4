package gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import gateway.ledger.VerifyBooks;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import sandbox.books.BookEntry;
import sandbox.click.ClickHost;
import sandbox.mobile.MobileApp;
import sandbox.mobile.MobileApp.Reply;
import tools.jackson.databind.JsonNode;

/** Customers pay by bills in Click, as the last digits of their phones say: at once, late, too late, or never. */
class BillScenario {

    private static final Duration PATIENCE = Duration.ofSeconds(45);

    @TempDir
    private static Path folder;

    private static ClickHost click;
    private static Bank bank;
    private static String merchant;

    @BeforeAll
    static void open() throws Exception {
        click = new ClickHost(0, folder.resolve("click.jsonl"));
        var settings = new HashMap<>(ClickHost.settings(click.port()));
        settings.putAll(Map.of(
                "gateway.payments.lease", "12s",
                "gateway.payments.first-check", "200ms",
                "gateway.payments.last-check", "500ms",
                "gateway.payments.bill-within", "9s",
                "gateway.payments.review-within", "1s",
                "gateway.payments.final-within", "24s",
                "gateway.payments.step-up-above-minor", "200000000",
                "gateway.processors.click.timeout", "5s"));
        bank = Bank.open(settings);
        merchant = bank.merchant("Kitob olami");
    }

    @AfterAll
    static void close() {
        bank.close();
        click.close();
    }

    @AfterEach
    void allBooksAgree() throws SQLException {
        var report = bank.bean(VerifyBooks.class).verify().blockOptional().orElseThrow();
        assertThat(report.isClean()).as(report.toString()).isTrue();
        assertThat(owedByClick()).isEqualTo(heldByClick());
    }

    /** Most of them last until a bill's time is over: they wait for it together. */
    @TestFactory
    Stream<DynamicTest> bills() {
        return SideBySide.told(Stream.of(
                dynamicTest("a bill that is paid pays the merchant once and is refunded", this::paidOnceAndRefunded),
                dynamicTest("who throws it away moves nothing", () -> notPaid("998900002001", "301.00", "not_paid")),
                dynamicTest("who has no Click moves nothing", () -> notPaid("998900003000", "302.00", "do_not_honour")),
                dynamicTest("who does nothing moves nothing", () -> notPaid("998900004000", "303.00", "not_paid")),
                dynamicTest("what is called off and paid goes back", this::calledOffAndPaid),
                dynamicTest("what is called off and not paid is cancelled", this::calledOffAndNeverPaid),
                dynamicTest("what is paid after its time goes back", this::paidAfterItsTime),
                dynamicTest("unanswered and made", () -> unanswered("998900011001", 73, "completed")),
                dynamicTest("made, and the connection reset", () -> unanswered("998900021001", 78, "completed")),
                dynamicTest("unanswered and not made", () -> unanswered("998900031001", 72, "declined")),
                dynamicTest("a node that dies after it showed the bill", this::aNodeThatDiesAfterItShowedTheBill),
                dynamicTest("it waits for the customer's code and pays another card", this::waitsForTheCode)));
    }

    private void paidOnceAndRefunded() {
        var phone = customer("998900001001");
        var key = MobileApp.newKey();

        var first = phone.post("/v1/payments", order("1500.00", toMerchant()), key);
        var second = phone.post("/v1/payments", order("1500.00", toMerchant()), key);

        assertThat(second.text()).isEqualTo(first.text());
        assertThat(status(first.body())).isEqualTo("awaiting_payer");
        assertThat(first.body().path("payBy").isMissingNode()).isFalse();
        assertThat(first.body().path("source").path("type").asString()).isEqualTo("bill");
        assertThat(first.text()).doesNotContain("998900001001");
        var end = end(phone, first);
        assertThat(status(end)).as(end.toString()).isEqualTo("completed");
        assertThat(end.path("payBy").isMissingNode()).isTrue();
        assertThat(booked(first)).containsExactly("DEBIT");

        var refund = phone.post(path(first) + "/refunds", "{}", MobileApp.newKey());
        assertThat(refund.body().path("status").asString()).as(refund.text()).isEqualTo("refunded");
        assertThat(booked(first)).containsExactly("DEBIT", "REVERSAL");
    }

    private void notPaid(String owner, String amount, String reason) {
        var phone = customer(owner);
        var made = phone.post("/v1/payments", order(amount, toMerchant()), MobileApp.newKey());

        var end = end(phone, made);

        assertThat(status(end)).as(end.toString()).isEqualTo("declined");
        assertThat(end.path("denial").path("reason").asString()).isEqualTo(reason);
        assertThat(booked(made)).isEmpty();
    }

    private void calledOffAndPaid() {
        var phone = customer("998900001006");
        var made = phone.post("/v1/payments", order("400.00", toMerchant()), MobileApp.newKey());

        var off = cancelled(phone, made);
        assertThat(status(off)).isEqualTo("withdrawing");
        assertThat(off.path("denial").path("reason").asString()).isEqualTo("called_off");
        assertThat(status(cancelled(phone, made))).isEqualTo("withdrawing");

        var end = end(phone, made);
        assertThat(status(end)).as(end.toString()).isEqualTo("reversed");
        assertThat(booked(made)).containsExactly("DEBIT", "REVERSAL");
    }

    private void calledOffAndNeverPaid() {
        var phone = customer("998900014000");
        var made = phone.post("/v1/payments", order("450.00", toMerchant()), MobileApp.newKey());
        cancelled(phone, made);

        assertThat(status(end(phone, made))).isEqualTo("cancelled");
    }

    private void paidAfterItsTime() {
        var phone = customer("998900001012");
        var made = phone.post("/v1/payments", order("500.00", toMerchant()), MobileApp.newKey());

        var end = end(phone, made);

        assertThat(status(end)).as(end.toString()).isEqualTo("reversed");
        assertThat(end.path("denial").path("reason").asString()).isEqualTo("not_paid");
        assertThat(booked(made)).containsExactly("DEBIT", "REVERSAL");
    }

    /** The customer may have seen the bill, or not, when Click did not answer. */
    private void unanswered(String owner, int tiyin, String expected) {
        var phone = customer(owner);

        var made = phone.post("/v1/payments", order("777." + tiyin, toMerchant()), MobileApp.newKey());
        assertThat(status(made.body())).as(made.text()).isEqualTo("debit_unknown");

        var end = end(phone, made);
        assertThat(status(end)).as(end.toString() + booked(made)).isEqualTo(expected);
        assertThat(booked(made)).isEqualTo(expected.equals("completed") ? List.of("DEBIT") : List.of());
    }

    /**
     * As if Click had got it twice: the first stands, and what we hear is the no to the second. By itself: there are
     * two answers, and the second meets whoever asks next over that connection.
     */
    @Test
    void whatIsRefusedAndStandsAllTheSameGoesBack() {
        var phone = customer("998900061002");
        var made = phone.post("/v1/payments", order("800.79", toMerchant()), MobileApp.newKey());
        assertThat(status(made.body())).as(made.text()).isEqualTo("withdrawing");
        assertThat(made.body().path("denial").path("reason").asString()).isEqualTo("do_not_honour");

        var end = end(phone, made);
        assertThat(status(end)).as(end.toString()).isEqualTo("reversed");
        assertThat(booked(made)).containsExactly("DEBIT", "REVERSAL");
    }

    /** The bill is out, and what this node knew of it is gone. */
    private void aNodeThatDiesAfterItShowedTheBill() throws SQLException {
        var phone = customer("998900001004");
        var made = phone.post("/v1/payments", order("600.00", toMerchant()), MobileApp.newKey());
        assertThat(made.status()).as(made.text()).isEqualTo(201);

        assertThat(run("""
                update payments.payment
                   set status = 'debiting', next_check_at = now(),
                       progress = ((progress::jsonb #- '{debit,reference}') - 'at' - 'checks')::text
                 where status in ('awaiting_payer', 'debit_unknown') and id = '%s'
                """.formatted(id(made)))).isOne();

        var end = end(phone, made);
        assertThat(status(end)).as(made.text() + end).isEqualTo("completed");
        assertThat(booked(made)).containsExactly("DEBIT");
    }

    private void waitsForTheCode() {
        var phone = customer("998900041001");
        // The second is the blocked card of UZCARD's sandbox.
        for (var to : List.of("8600490000000000 completed", "8600490000000026 reversed")) {
            var words = to.split(" ");
            var made = phone.post(
                    "/v1/payments",
                    order("900.00", "{\"type\":\"card\",\"pan\":\"" + words[0] + "\"}"),
                    MobileApp.newKey());
            assertThat(status(made.body())).as(made.text()).isEqualTo("action_required");
            var confirmed = phone.post(
                    path(made) + "/confirm",
                    "{\"code\":\"%s\"}".formatted(phone.code("998900041001")),
                    MobileApp.newKey());

            assertThat(status(confirmed.body())).as(confirmed.text()).isEqualTo("awaiting_payer");
            assertThat(status(end(phone, made))).isEqualTo(words[1]);
        }
    }

    @Test
    void aBillNamesItsOperatorAndNothingElse() {
        var phone = customer("998900051001");

        for (var source : List.of(
                "{\"type\":\"bill\"}",
                "{\"type\":\"wallet\",\"through\":\"click\"}",
                "{\"type\":\"bill\",\"through\":\"click\",\"code\":\"" + "9".repeat(40) + "\"}")) {
            var reply = phone.post("/v1/payments", orderFrom(source, "10.00", toMerchant()), MobileApp.newKey());
            assertThat(reply.status()).as(reply.text()).isEqualTo(422);
            assertThat(reply.text()).contains("/problems/source-invalid");
        }
        var elsewhere = orderFrom("{\"type\":\"bill\",\"through\":\"payme\"}", "10.00", toMerchant());
        assertThat(phone.post("/v1/payments", elsewhere, MobileApp.newKey()).status())
                .isEqualTo(422);
    }

    private static MobileApp customer(String number) {
        var phone = bank.phone();
        phone.signIn(number);
        return phone;
    }

    private static JsonNode cancelled(MobileApp phone, Reply made) {
        var off = phone.post(path(made) + "/cancel", "", MobileApp.newKey());
        assertThat(off.status()).as(off.text()).isEqualTo(200);
        return off.body();
    }

    private static String order(String amount, String destination) {
        return orderFrom("{\"type\":\"bill\",\"through\":\"click\"}", amount, destination);
    }

    private static String orderFrom(String source, String amount, String destination) {
        return "{\"amount\":{\"value\":\"%s\",\"currency\":\"UZS\"},\"source\":%s,\"destination\":%s}"
                .formatted(amount, source, destination);
    }

    private static String toMerchant() {
        return "{\"type\":\"merchant\",\"merchant\":\"%s\"}".formatted(merchant);
    }

    private static String path(Reply made) {
        return "/v1/payments/" + made.body().path("id").asString();
    }

    private static String status(JsonNode payment) {
        return payment.path("status").asString();
    }

    private static JsonNode end(MobileApp phone, Reply made) {
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        await().alias(made.text())
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(250))
                .until(() -> !phone.get(path(made)).body().path("finalAt").isMissingNode());
        return phone.get(path(made)).body();
    }

    private static String id(Reply made) {
        return made.body().path("id").asString().substring("pay_".length());
    }

    /** What Click booked of this amount, under whatever name; no two stories have the same. */
    private static List<String> booked(Reply made) {
        var soms = made.body().path("amount").path("value").asString();
        long minor = Long.parseLong(soms.replace(".", ""));
        try (var entries = click.books().orElseThrow().entries()) {
            return entries.filter(it -> it.amount() == minor)
                    .map(BookEntry::kind)
                    .filter(List.of("DEBIT", "REVERSAL")::contains)
                    .toList();
        }
    }

    private static long owedByClick() throws SQLException {
        return bank.number("select coalesce(sum(debits_posted - credits_posted), 0) from ledger.account where label = "
                + "'clearing:click'");
    }

    private static long heldByClick() {
        try (var entries = click.books().orElseThrow().entries()) {
            return entries.mapToLong(it -> switch (it.kind()) {
                        case "DEBIT" -> it.amount();
                        case "REVERSAL" -> -it.amount();
                        default -> 0;
                    })
                    .sum();
        }
    }

    private static int run(String sql) throws SQLException {
        try (var connection = bank.database.jdbc()) {
            return connection.createStatement().executeUpdate(sql);
        }
    }
}
