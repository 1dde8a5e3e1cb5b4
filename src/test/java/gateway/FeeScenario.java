package gateway;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.fees.pack.ReplayFees;
import gateway.ledger.VerifyBooks;
import gateway.payments.ReplayPrices;
import gateway.payments.postgres.PastPayments;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import sandbox.Counterparty;
import sandbox.abs.DayStatements;
import sandbox.books.BookEntry;
import sandbox.faults.Fault;
import sandbox.faults.FaultPlan;
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
                "gateway.corebanking.pack", "classpath:corebanking/sample.yaml",
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
    void aReplayShowsWhichPaymentsAnotherTariffPricesOtherwise() {
        var from = Instant.now().minusSeconds(60);
        var paid = pay(uzcard, "1000.00", "{\"type\":\"card\",\"card\":\"" + humo + "\"}");
        var id = paid.body().path("id").asString();
        var pack = Sources.text(Path.of("src/test/resources/fees/scenario.yaml"));
        var dearer = pack.replaceFirst("charge: \\{percent: \"1\"}", "charge: {percent: \"2\"}");

        assertThat(replayed(pack, from, id)).isEmpty();
        assertThat(replayed(dearer, from, id)).containsExactly("11.20 -> 22.40");
    }

    private static List<String> replayed(String pack, Instant from, String id) {
        var payments = new PastPayments(DatabaseClient.create(bank.database.connections()));
        return new ReplayPrices(payments)
                        .replay(ReplayFees.by(pack), from)
                        .blockOptional(Duration.ofSeconds(30))
                        .orElseThrow()
                        .changes()
                        .stream()
                        .filter(it -> it.payment().id().toString().equals(id))
                        .map(it -> it.then().toDecimal() + " -> "
                                + Objects.requireNonNull(it.now()).toDecimal())
                        .toList();
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
        assertThat(change(before).values()).allMatch(it -> it == 0);
    }

    @Test
    void aFreeQuotaIsShownReservedAndChargedTheSame() throws SQLException {
        var before = balances();
        assertThat(shown()).isEqualTo("0.00");

        // The magic two digits: the rail declines, and the quota is free again.
        assertThat(topUp("900.51", "0.00").body().path("status").asString()).isEqualTo("declined");
        assertThat(shown()).isEqualTo("0.00");
        var free = topUp("100.00", "0.00");
        assertThat(free.body().path("status").asString()).as(free.text()).isEqualTo("completed");
        assertThat(free.body().has("total")).isFalse();

        assertThat(shown()).isEqualTo("1.00");
        var refused = topUp("100.00", "0.99");
        assertThat(refused.status()).as(refused.text()).isEqualTo(409);
        assertThat(refused.body().path("type").asString()).endsWith("/problems/fee-changed");
        assertThat(refused.body().path("fee").asString()).isEqualTo("1.00");
        var paid = topUp("100.00", "1.00");
        assertThat(paid.body().path("total").path("value").asString())
                .as(paid.text())
                .isEqualTo("101.00");
        assertThat(change(before)).containsEntry("fee-income", 1_00L);

        // What was free is given back; the other one is the month's first by now.
        assertThat(refund(free, "100.00").body().path("status").asString()).isEqualTo("refunded");
        assertThat(shown()).isEqualTo("1.00");
        assertThat(refund(paid, "100.00").body().path("status").asString()).isEqualTo("refunded");
        assertThat(shown()).isEqualTo("0.00");
    }

    /** Of a top-up of 100.00, on both pages that show it. */
    private static String shown() {
        var check = asked("/v1/limits/check", """
                {"amount":{"value":"100.00","currency":"UZS"},"source":{"type":"card","card":"%s"},
                 "destination":{"type":"wallet"}}
                """.formatted(uzcard));
        var preview = asked("/v1/fees/preview", """
                {"amount":{"value":"100.00","currency":"UZS"},"from":"uzcard","to":"wallet"}
                """);
        var fee = check.body().path("fee").path("value").asString();
        assertThat(preview.body().path("fee").path("value").asString())
                .as(check.text() + preview.text())
                .isEqualTo(fee);
        return fee;
    }

    private static Reply topUp(String amount, String agreed) {
        return asked("/v1/payments", """
                {"amount":{"value":"%s","currency":"UZS"},"source":{"type":"card","card":"%s"},
                 "destination":{"type":"wallet"},"agreedFee":{"value":"%s","currency":"UZS"}}
                """.formatted(amount, uzcard, agreed));
    }

    @Test
    void whatTheRailDeclinesCostsNothing() throws SQLException {
        var before = balances();

        var declined = pay(uzcard, "1000.51", "{\"type\":\"merchant\",\"merchant\":\"" + merchant + "\"}");

        // The magic two digits are those that the rail is asked for: 1000.51 and 10.00 on top.
        assertThat(declined.body().path("status").asString())
                .as(declined.text())
                .isEqualTo("declined");
        assertThat(change(before).values()).allMatch(it -> it == 0);
    }

    /** Documents that the core banking system does not answer, or answers twice, or garbled, stand there once. */
    @Test
    void allBooksOfTheDayAgreeAndABreakShows() throws Exception {
        bank.abs
                .faults()
                .set(new FaultPlan.Plan(7, Map.of(Fault.GARBLED_ANSWER, 0.2, Fault.RESET_DONE, 0.1), Map.of()));
        pay(uzcard, "200.00", "{\"type\":\"card\",\"card\":\"" + humo + "\"}");
        var paid = pay(humo, "300.00", "{\"type\":\"merchant\",\"merchant\":\"" + merchant + "\"}");
        refund(paid, "300.00");
        allAreTold();
        var day = LocalDate.now(ZoneId.of("Asia/Tashkent"));
        for (var statement : DayStatements.ofAccounts(entries(bank.abs), day)) {
            assertThat(staff("POST", "corebanking/statements", statement.csv()).statusCode())
                    .isEqualTo(200);
            assertThat(staff("POST", "corebanking/statements", statement.csv()).body())
                    .contains("\"known\":true");
        }
        for (var rail : List.of(bank.uzcard, bank.humo)) {
            var statement = DayStatements.ofRail(rail.name(), entries(rail), day);
            assertThat(staff("POST", "corebanking/statements", statement.csv()).statusCode())
                    .isEqualTo(200);
        }

        var tieOut = staff("GET", "tie-outs/" + day, "");

        assertThat(tieOut.body()).contains("\"breaks\":[]", "\"accuracy\":1000000");
        try (var connection = bank.database.jdbc();
                var statement = connection.createStatement()) {
            statement.execute("update corebanking.entry set amount_minor = amount_minor + 1 where line = 2"
                    + " and account = '22504000900000005001'");
        }
        assertThat(staff("GET", "tie-outs/" + day, "").body()).contains("\"kind\":\"amount\"", "amend theirs");
        assertThat(staff("GET", "corebanking/documents", "").statusCode()).isEqualTo(200);
        assertThat(staff("POST", "corebanking/documents/doc_none/resend", "{}").statusCode())
                .isEqualTo(404);
    }

    private static List<BookEntry> entries(Counterparty it) {
        try (var entries = it.books().orElseThrow().entries()) {
            return entries.toList();
        }
    }

    private static void allAreTold() throws SQLException {
        var patience = Instant.now().plusSeconds(60);
        while (count("""
                select count(*) from ledger.transfer t
                 where t.kind in (1, 3)
                   and not exists (select 1 from corebanking.document d where d.id = t.id and d.state = 'accepted')
                """) > 0) {
            assertThat(Instant.now()).as("documents are accepted in time").isBefore(patience);
            LockSupport.parkNanos(200_000_000);
        }
    }

    private static long count(String sql) throws SQLException {
        try (var connection = bank.database.jdbc();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static HttpResponse<String> staff(String method, String path, String body) throws Exception {
        var request = HttpRequest.newBuilder(bank.url().resolve("/admin/api/" + path))
                .header("Authorization", "Bearer " + Bank.STAFF)
                .header("Content-Type", path.endsWith("statements") ? "text/csv" : "application/json")
                .header("Idempotency-Key", MobileApp.newKey())
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static Reply pay(String card, String amount, String destination) {
        return asked("/v1/payments", """
                {"amount":{"value":"%s","currency":"UZS"},"source":{"type":"card","card":"%s"},"destination":%s}
                """.formatted(amount, card, destination));
    }

    private static Reply refund(Reply paid, String amount) {
        return asked(
                "/v1/payments/" + paid.body().path("id").asString() + "/refunds",
                "{\"amount\":{\"value\":\"%s\",\"currency\":\"UZS\"}}".formatted(amount));
    }

    private static Reply asked(String path, String body) {
        var key = MobileApp.newKey();
        return Patient.asks(() -> phone.post(path, body, key));
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
