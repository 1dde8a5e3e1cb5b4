package gateway;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.ledger.VerifyBooks;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import sandbox.mobile.MobileApp;
import sandbox.mobile.MobileApp.Reply;

/** A customer pays fees, over HTTP and with real books: the bank's and the rails'. */
class FeeScenario {

    private static final String PHONE = "998901234567";

    private static Bank bank;
    private static MobileApp phone;
    private static String merchant;
    private static String uzcard;
    private static String humo;

    @BeforeAll
    static void open() throws Exception {
        bank = Bank.open(Map.of(
                "gateway.fees.pack", "classpath:fees/scenario.yaml",
                "gateway.payments.first-check", "300ms",
                "gateway.payments.step-up-for-new-payee", "false"));
        merchant = bank.merchant("Kitob olami");
        phone = bank.phone();
        phone.signIn(PHONE);
        uzcard = phone.linkCard("8600490000000000", "2030-12", PHONE);
        humo = phone.linkCard("9860010000000017", "2030-12", PHONE);
    }

    @AfterAll
    static void close() {
        bank.close();
    }

    @AfterEach
    void theBooksAgree() throws SQLException {
        var report = bank.bean(VerifyBooks.class).verify().block(Duration.ofSeconds(20));
        assertThat(report).isNotNull();
        assertThat(report.isClean()).as(report.text()).isTrue();
        assertThat(balances().getOrDefault("transit", 0L)).isZero();
    }

    @Test
    void aCardPaysTheFeeOnTopAndTheOtherCardGetsTheAmount() throws SQLException {
        var before = balances();

        var paid = pay(uzcard, "1000.00", "{\"type\":\"card\",\"card\":\"" + humo + "\"}");

        assertThat(paid.status()).as(paid.text()).isEqualTo(201);
        assertThat(paid.body().path("status").asString()).as(paid.text()).isEqualTo("completed");
        assertThat(paid.body().path("amount").path("value").asString()).isEqualTo("1000.00");
        assertThat(paid.body().path("total").path("value").asString()).isEqualTo("1011.20");
        var fee = paid.body().path("fees").path(0);
        assertThat(fee.path("id").asString()).isEqualTo("transfer");
        assertThat(fee.path("text").path("ru").asString()).isEqualTo("С карты на карту");
        assertThat(fee.path("amount").path("value").asString()).isEqualTo("11.20");
        assertThat(fee.path("vat").path("value").asString()).isEqualTo("1.20");
        assertThat(fee.path("payer").asString()).isEqualTo("sender");
        assertThat(change(before))
                .containsEntry("clearing:uzcard", -1011_20L)
                .containsEntry("clearing:humo", 1000_00L)
                .containsEntry("fee-income", 2_00L)
                .containsEntry("partner:acquirer", 8_00L)
                .containsEntry("vat-payable", 1_20L);
    }

    @Test
    void aRefundReturnsWhatItsPolicySays() throws SQLException {
        var before = balances();
        var paid = pay(humo, "500.00", "{\"type\":\"merchant\",\"merchant\":\"" + merchant + "\"}");
        assertThat(paid.body().path("status").asString()).as(paid.text()).isEqualTo("completed");
        assertThat(change(before))
                .containsEntry("clearing:humo", -510_00L)
                .containsEntry("fee-income", 8_93L)
                .containsEntry("vat-payable", 1_07L)
                .containsEntry("partner:operator", 10_00L);

        var half = refund(paid, "250.00");
        assertThat(half.body().path("status").asString()).as(half.text()).isEqualTo("refunded");
        assertThat(half.body().path("total").path("value").asString()).isEqualTo("250.00");
        assertThat(change(before))
                .containsEntry("clearing:humo", -260_00L)
                .containsEntry("fee-income", 4_47L)
                .containsEntry("partner:operator", 10_00L);

        var rest = refund(paid, "250.00");
        assertThat(rest.body().path("status").asString()).as(rest.text()).isEqualTo("refunded");
        assertThat(rest.body().path("total").path("value").asString()).isEqualTo("260.00");
        assertThat(change(before).values()).containsOnly(0L);
    }

    @Test
    void whatTheRailDeclinesCostsNothing() throws SQLException {
        var before = balances();

        var declined = pay(uzcard, "1000.51", "{\"type\":\"merchant\",\"merchant\":\"" + merchant + "\"}");

        // The magic two digits are those that the rail is asked for: 1000.51 and 10.00 on top.
        assertThat(declined.body().path("status").asString())
                .as(declined.text())
                .isEqualTo("declined");
        assertThat(change(before).values()).containsOnly(0L);
    }

    private static Reply pay(String card, String amount, String destination) {
        return phone.post("/v1/payments", """
                {"amount":{"value":"%s","currency":"UZS"},"source":{"type":"card","card":"%s"},"destination":%s}
                """.formatted(amount, card, destination), MobileApp.newKey());
    }

    private static Reply refund(Reply paid, String amount) {
        return phone.post(
                "/v1/payments/" + paid.body().path("id").asString() + "/refunds",
                "{\"amount\":{\"value\":\"%s\",\"currency\":\"UZS\"}}".formatted(amount),
                MobileApp.newKey());
    }

    private static Map<String, Long> change(Map<String, Long> before) throws SQLException {
        var change = balances();
        change.replaceAll((label, now) -> now - before.getOrDefault(label, 0L));
        return change;
    }

    /** What the bank's own accounts owe, over all shards. */
    private static Map<String, Long> balances() throws SQLException {
        try (var connection = bank.database.jdbc();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select label, sum(credits_posted - debits_posted)
                          from ledger.account where kind = 3 group by label
                        """)) {
            var all = new TreeMap<String, Long>();
            while (rows.next()) {
                all.put(rows.getString(1), rows.getBigDecimal(2).longValueExact());
            }
            return all;
        }
    }
}
