package gateway;

import static gateway.ReconcilingStaff.DAY;
import static gateway.ReconcilingStaff.changed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gateway.ledger.VerifyBooks;
import gateway.platform.crypto.Sha256;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sandbox.abs.DayStatement;
import sandbox.abs.DayStatements;
import sandbox.abs.DayStatements.Move;
import sandbox.dayfiles.BankTable;
import sandbox.dayfiles.RailDayFiles;
import sandbox.mobile.MobileApp;
import sandbox.mobile.MobileApp.Reply;
import sandbox.operators.HttpWire;
import sandbox.operators.KitWorld;
import sandbox.operators.PaymeRegister;

/** Two rails, an operator and the core banking system send what their own books say; then some of them lie. */
class ReconciliationScenario {

    private static final String PHONE = "998901234567";
    private static final String SECRET = "secret-of-the-operators";
    private static final String UZCARD_AT_BANK = "17301000900000002001";
    private static final String HUMO_AT_BANK = "17301000900000002002";

    @TempDir
    private static Path folder;

    private static Bank bank;
    private static ReconcilingStaff staff;
    private static MobileApp phone;
    private static PaymeRegister payme;
    private static String merchant;
    private static String uzcard;
    private static String humo;
    private int atPaymeBefore;

    @BeforeAll
    static void open() throws Exception {
        bank = Bank.open(ReconcilingStaff.settings(
                folder,
                Map.of(
                        "gateway.fees.pack", "classpath:fees/scenario.yaml",
                        "gateway.payments.step-up-for-new-payee", "false",
                        "gateway.operators.payme.sources", "127.0.0.1,::1",
                        "gateway.operators.payme.key-sha256", HexFormat.of().formatHex(Sha256.of(SECRET)))));
        staff = new ReconcilingStaff(bank);
        merchant = bank.merchant("Kitob olami");
        phone = bank.phone();
        phone.signIn(PHONE);
        uzcard = phone.linkCard("8600490000000000", "2030-12", PHONE);
        humo = phone.linkCard("9860010000000017", "2030-12", PHONE);
        payme = new PaymeRegister(new KitWorld(
                new HttpWire(bank.url()), PHONE, "998909999999", SECRET, Optional.empty(), Optional.empty()));
    }

    @AfterAll
    static void close() {
        bank.close();
    }

    @Test
    void honestFilesAgreeAndEveryLieIsFound() throws Exception {
        honest();
        lies();
        repaired();
    }

    private void honest() throws Exception {
        completed(pay(uzcard, "1000.00", "{\"type\":\"card\",\"card\":\"" + humo + "\"}"));
        var whole = completed(pay(uzcard, "300.00", toMerchant()));
        var part = completed(pay(humo, "500.00", toMerchant()));
        pay(humo, "900.51", toMerchant());
        refund(whole, "300.00");
        refund(part, "120.00");
        payme.pay(7_000_00);
        payme.giveBack(payme.pay(8_000_00));
        staff.awaitAllAreTold();

        staff.add("uzcard", "theirs", "application/json", RailDayFiles.uzcard(staff.fresh(bank.uzcard), DAY));
        staff.add("humo", "theirs", "text/csv", RailDayFiles.humo(staff.fresh(bank.humo), DAY, 1));
        staff.add("payme", "theirs", "application/json", PaymeRegister.statement(payme.kept()));
        atPaymeBefore = payme.kept().size();
        for (var statement : DayStatements.ofAccounts(staff.fresh(bank.abs), DAY)) {
            switch (statement.account()) {
                case UZCARD_AT_BANK -> staff.add("uzcard", "bank", "application/xml", statement.camt());
                case HUMO_AT_BANK -> staff.add("humo", "bank", "application/xml", statement.camt());
                default -> {}
            }
        }

        var runs = staff.awaitCompared();
        assertThat(openBreaks()).isEmpty();
        assertThat(runs.path("items")).hasSize(3);
        assertThat(runs.toString()).contains("\"agreed\":");
    }

    private void lies() throws Exception {
        for (int i = 1; i <= 3; i++) {
            completed(pay(uzcard, i + "00.00", toMerchant()));
            completed(pay(humo, i + "50.00", toMerchant()));
            payme.pay(1_000_00L * i);
        }
        staff.awaitAllAreTold();
        var atUzcard = new ArrayList<>(DayStatements.moves(staff.fresh(bank.uzcard), DAY));
        var atHumo = new ArrayList<>(DayStatements.moves(staff.fresh(bank.humo), DAY));
        var atPayme =
                new ArrayList<>(payme.kept().subList(atPaymeBefore, payme.kept().size()));
        assertThat(List.of(atUzcard.size(), atHumo.size(), atPayme.size())).containsOnly(3);

        atUzcard.set(1, changed(atUzcard.get(1), atUzcard.get(1).entry().amount() + 1, "UZS"));
        atUzcard.removeFirst();
        atHumo.set(1, changed(atHumo.get(1), atHumo.get(1).entry().amount(), "USD"));
        atHumo.add(atHumo.getFirst());
        atPayme.set(0, atPayme.get(0).in(-2));
        atPayme.set(1, new PaymeRegister.Kept("f".repeat(24), atPayme.get(1).time(), 777, "999999999", 2));
        staff.add("uzcard", "theirs", "application/json", RailDayFiles.uzcard(atUzcard));
        staff.add("humo", "theirs", "text/csv", RailDayFiles.humo(atHumo, DAY, 2));
        staff.add("payme", "theirs", "application/json", PaymeRegister.statement(atPayme));
        for (var statement : DayStatements.ofAccounts(staff.fresh(bank.abs), DAY)) {
            switch (statement.account()) {
                case UZCARD_AT_BANK -> staff.add("uzcard", "bank", "text/csv", table(statement, statement.lines()));
                case HUMO_AT_BANK ->
                    staff.add("humo", "bank", "text/csv", table(statement, withoutLastItem(statement)));
                default -> {}
            }
        }

        staff.awaitCompared();
        assertThat(openBreaks())
                .containsExactly(
                        "humo currency theirs",
                        "humo duplicate_there theirs",
                        "humo missing_at_bank bank",
                        "payme missing_here theirs",
                        "payme missing_there theirs",
                        "payme reversed theirs",
                        "uzcard amount theirs",
                        "uzcard missing_there theirs");
        assertThat(staff.add("humo", "theirs", "text/csv", RailDayFiles.humo(List.<Move>of(), DAY, 2), 409))
                .contains("/problems/day-file-changed");
        assertThat(staff.add("humo", "theirs", "text/csv", "HUMO;H3;" + DAY, 422))
                .contains("line 2");
    }

    private void repaired() throws Exception {
        var broken = staff.json("GET", "reconciliation/breaks?counterparty=uzcard&kind=amount&state=open", "")
                .path("items")
                .path(0);
        var id = broken.path("id").asString();
        assertThat(broken.path("correction").asString()).isEqualTo("0.01");
        var act = staff.json("POST", "acts", """
                {"kind":"repair-break","content":"%s","reason":"They sent a slip"}
                """.formatted(id));
        staff.send(Bank.COLLEAGUE, "POST", "acts/" + act.path("id").asString() + "/approve", "{\"reason\":\"Seen\"}");
        await().atMost(ReconcilingStaff.PATIENCE)
                .until(() -> staff.json("GET", "reconciliation/breaks/" + id, "")
                        .path("found")
                        .path("state")
                        .asString()
                        .equals("repaired"));

        var detail = staff.json("GET", "reconciliation/breaks/" + id, "");
        assertThat(detail.toString()).contains("\"book\":\"repair\"", "\"book\":\"theirs\"", "\"book\":\"bank\"");
        staff.json("POST", "reconciliation/runs/uzcard", "");
        staff.awaitCompared();
        assertThat(openBreaks()).hasSize(7);
        assertThat(staff.send(Bank.STAFF, "GET", "reconciliation/days/" + DAY, "")
                        .body())
                .contains("<h1>Reconciliation of " + DAY, "duplicate_there", "repaired", "of which 7 are open");
        var report = bank.bean(VerifyBooks.class).verify().blockOptional().orElseThrow();
        assertThat(report.isClean()).as(report.text()).isTrue();
    }

    /** Nothing of the last payment: its amount and its fees. */
    private static List<DayStatement.Line> withoutLastItem(DayStatement it) {
        var last = payment(it.lines().getLast());
        return it.lines().stream().filter(line -> !payment(line).equals(last)).toList();
    }

    /** A document's name differs from its payment's in two bytes. */
    private static String payment(DayStatement.Line line) {
        return line.reference().substring(0, 25) + line.reference().substring(30);
    }

    private static String table(DayStatement it, List<DayStatement.Line> lines) {
        return BankTable.csv("ABS-" + it.account() + "-2", it.day(), lines);
    }

    private static TreeSet<String> openBreaks() throws Exception {
        var open = new TreeSet<String>();
        for (var it : staff.openBreaks()) {
            open.add(it.path("counterparty").asString() + " " + it.path("kind").asString() + " "
                    + it.path("against").asString());
        }
        return open;
    }

    private static Reply pay(String card, String amount, String destination) {
        return phone.post("/v1/payments", """
                {"amount":{"value":"%s","currency":"UZS"},"source":{"type":"card","card":"%s"},"destination":%s}
                """.formatted(amount, card, destination), MobileApp.newKey());
    }

    private static String toMerchant() {
        return "{\"type\":\"merchant\",\"merchant\":\"" + merchant + "\"}";
    }

    private static Reply completed(Reply paid) {
        assertThat(paid.body().path("status").asString()).as(paid.text()).isEqualTo("completed");
        return paid;
    }

    private static void refund(Reply paid, String amount) {
        var refund = phone.post(
                "/v1/payments/" + paid.body().path("id").asString() + "/refunds",
                "{\"amount\":{\"value\":\"%s\",\"currency\":\"UZS\"}}".formatted(amount),
                MobileApp.newKey());
        assertThat(refund.body().path("status").asString()).as(refund.text()).isEqualTo("refunded");
    }
}
