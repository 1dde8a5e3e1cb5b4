package gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gateway.ledger.VerifyBooks;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
                "gateway.payments.lease", "4s",
                "gateway.payments.first-check", "200ms",
                "gateway.payments.last-check", "500ms",
                "gateway.payments.bill-within", "5s",
                "gateway.payments.review-within", "1s",
                "gateway.payments.final-within", "14s",
                "gateway.payments.step-up-above-minor", "200000000",
                "gateway.processors.click.timeout", "2s"));
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

    @Test
    void aBillThatIsPaidInClickPaysTheMerchantOnceAndIsRefunded() throws SQLException {
        var phone = customer("998900001001");
        var key = MobileApp.newKey();
        var before = heldByClick();

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
        assertThat(heldByClick()).isEqualTo(before + 1_500_00);

        var refund = phone.post(path(first) + "/refunds", "{}", MobileApp.newKey());
        assertThat(refund.body().path("status").asString()).as(refund.text()).isEqualTo("refunded");
        assertThat(heldByClick()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"998900002001, not_paid", "998900003000, do_not_honour", "998900004000, not_paid"})
    void aBillThatIsNotPaidMovesNothing(String owner, String reason) throws SQLException {
        var phone = customer(owner);
        var before = heldByClick();

        var end = end(phone, phone.post("/v1/payments", order("300.00", toMerchant()), MobileApp.newKey()));

        assertThat(status(end)).as(end.toString()).isEqualTo("declined");
        assertThat(end.path("denial").path("reason").asString()).isEqualTo(reason);
        assertThat(heldByClick()).isEqualTo(before);
    }

    @Test
    void whatIsCalledOffAndPaidAllTheSameGoesBack() throws SQLException {
        var phone = customer("998900001006");
        var made = phone.post("/v1/payments", order("400.00", toMerchant()), MobileApp.newKey());

        var off = cancelled(phone, made);
        assertThat(status(off)).isEqualTo("withdrawing");
        assertThat(off.path("denial").path("reason").asString()).isEqualTo("called_off");
        assertThat(status(cancelled(phone, made))).isEqualTo("withdrawing");

        var end = end(phone, made);
        assertThat(status(end)).as(end.toString()).isEqualTo("reversed");
        assertThat(kindsUnderNameOf(made)).containsExactly("DEBIT", "REVERSAL");
    }

    @Test
    void whatIsCalledOffAndNeverPaidIsCancelled() {
        var phone = customer("998900014000");
        var made = phone.post("/v1/payments", order("450.00", toMerchant()), MobileApp.newKey());
        cancelled(phone, made);

        assertThat(status(end(phone, made))).isEqualTo("cancelled");
    }

    @Test
    void whatIsPaidAfterItsTimeGoesBack() throws SQLException {
        var phone = customer("998900001008");
        var made = phone.post("/v1/payments", order("500.00", toMerchant()), MobileApp.newKey());

        var end = end(phone, made);

        assertThat(status(end)).as(end.toString()).isEqualTo("reversed");
        assertThat(end.path("denial").path("reason").asString()).isEqualTo("not_paid");
        assertThat(kindsUnderNameOf(made)).containsExactly("DEBIT", "REVERSAL");
    }

    /** The customer may have seen the bill, or not, when Click did not answer. */
    @ParameterizedTest
    @CsvSource({"998900011001, 73, completed", "998900021001, 78, completed", "998900031001, 72, declined"})
    void anUnansweredBillEndsAsClicksBooksSay(String owner, String tiyin, String expected) throws SQLException {
        var phone = customer(owner);
        var before = heldByClick();

        var made = phone.post("/v1/payments", order("777." + tiyin, toMerchant()), MobileApp.newKey());
        assertThat(status(made.body())).as(made.text()).isEqualTo("debit_unknown");

        assertThat(status(end(phone, made))).isEqualTo(expected);
        var moved = expected.equals("completed") ? 777_00 + Long.parseLong(tiyin) : 0;
        assertThat(heldByClick()).isEqualTo(before + moved);
    }

    /** As if Click had got it twice: the first stands, and what we hear is the no to the second. */
    @Test
    void aBillThatIsRefusedAndStandsAllTheSameGoesBackWhenItIsPaid() throws SQLException {
        var phone = customer("998900061002");
        var before = heldByClick();

        var made = phone.post("/v1/payments", order("800.79", toMerchant()), MobileApp.newKey());
        assertThat(status(made.body())).as(made.text()).isEqualTo("withdrawing");
        assertThat(made.body().path("denial").path("reason").asString()).isEqualTo("do_not_honour");

        var end = end(phone, made);
        assertThat(status(end)).as(end.toString()).isEqualTo("reversed");
        assertThat(kindsUnderNameOf(made)).containsExactly("DEBIT", "REVERSAL");
        assertThat(heldByClick()).isEqualTo(before);
    }

    /** The bill is out, and what this node knew of it is gone. */
    @Test
    void aNodeThatDiesAfterItShowedTheBillLosesAndDoublesNothing() throws SQLException {
        var phone = customer("998900001002");
        var made = phone.post("/v1/payments", order("600.00", toMerchant()), MobileApp.newKey());
        assertThat(status(made.body())).as(made.text()).isEqualTo("awaiting_payer");

        run("""
                update payments.payment
                   set status = 'debiting', next_check_at = now(),
                       progress = ((progress::jsonb #- '{debit,reference}') - 'at' - 'checks')::text
                 where status = 'awaiting_payer'
                """);

        var end = end(phone, made);
        assertThat(status(end)).as(end.toString()).isEqualTo("completed");
        assertThat(kindsUnderNameOf(made)).containsExactly("DEBIT");
    }

    @Test
    void aBillWaitsForTheCustomersCodeAndPaysAnotherCard() {
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
                .until(() -> !phone.get(path(made)).body().path("finalAt").isMissingNode());
        return phone.get(path(made)).body();
    }

    /** No two payments of this story have the same amount. */
    private static List<String> kindsUnderNameOf(Reply made) throws SQLException {
        var soms = made.body().path("amount").path("value").asString().replace(".", "");
        var name = one(
                "select progress::jsonb -> 'debit' ->> 'identity' from payments.payment where amount_minor = " + soms,
                String.class);
        return click.books().orElseThrow().under(name).stream()
                .map(BookEntry::kind)
                .toList();
    }

    private static long owedByClick() throws SQLException {
        return number("select coalesce(sum(debits_posted - credits_posted), 0) from ledger.account where label = "
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

    private static long number(String sql) throws SQLException {
        return one(sql, BigDecimal.class).longValueExact();
    }

    private static <T> T one(String sql, Class<T> type) throws SQLException {
        try (var connection = bank.database.jdbc();
                var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getObject(1, type);
        }
    }

    private static void run(String sql) throws SQLException {
        try (var connection = bank.database.jdbc()) {
            connection.createStatement().executeUpdate(sql);
        }
    }
}
