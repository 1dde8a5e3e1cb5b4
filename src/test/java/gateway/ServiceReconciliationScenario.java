package gateway;

import static gateway.OperatorsWeCall.code;
import static gateway.ReconcilingStaff.DAY;
import static gateway.ReconcilingStaff.PATIENCE;
import static gateway.ReconcilingStaff.changed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sandbox.abs.DayStatements;
import sandbox.abs.DayStatements.Move;
import sandbox.dayfiles.BankTable;
import sandbox.dayfiles.OperatorDayFiles;
import sandbox.dayfiles.OperatorDayFiles.Receipt;
import sandbox.mobile.MobileApp;
import sandbox.mobile.MobileApp.Reply;

/** Payme, Click and Uzum, which we call, send what their own books say of a day; then they lie. */
class ServiceReconciliationScenario {

    // Its owner pays a bill a second after it came.
    private static final String PHONE = "998900001001";
    private static final Map<String, String> AT_BANK = Map.of(
            "17301000900000002021", "payme-receipts",
            "17301000900000002022", "click-payments",
            "17301000900000002023", "uzum-payments");
    private static final String BILL = "{\"type\":\"bill\",\"through\":\"click\"}";

    @TempDir
    private static Path folder;

    private static OperatorsWeCall operators;
    private static Bank bank;
    private static ReconcilingStaff staff;
    private static MobileApp phone;
    private static String merchant;
    private int tables;

    @BeforeAll
    static void open() throws Exception {
        operators = new OperatorsWeCall(folder);
        bank = Bank.open(
                ReconcilingStaff.settings(folder, operators.settings(Map.of("gateway.payments.first-check", "200ms"))));
        staff = new ReconcilingStaff(bank);
        merchant = bank.merchant("Kitob olami");
        phone = bank.phone();
        phone.signIn(PHONE);
    }

    @AfterAll
    static void close() {
        bank.close();
        operators.close();
    }

    @Test
    void honestFilesAgreeAndEveryLieIsFound() throws Exception {
        var payme = OperatorsWeCall.card(OperatorsWeCall.kept(phone, "payme"));
        var click = OperatorsWeCall.card(OperatorsWeCall.kept(phone, "click"));
        honest(payme, click);
        lies(payme, click);
    }

    private void honest(String payme, String click) throws Exception {
        for (var source : List.of(payme, click, code(), BILL)) {
            completed(pay("100.00", source));
            refunded(completed(pay("250.00", source.contains("code") ? code() : source)));
        }
        // Named at Payme and never paid.
        pay("900.51", payme);
        staff.awaitAllAreTold();

        staff.add("payme-receipts", "theirs", "application/json", OperatorDayFiles.payme(receipts()));
        staff.add("click-payments", "theirs", "text/csv", OperatorDayFiles.click(moves("click"), DAY, 1));
        staff.add("uzum-payments", "theirs", "text/csv", OperatorDayFiles.uzum(moves("uzum"), DAY, 1));
        sendBanks();

        staff.awaitCompared();
        assertThat(breaks()).isEmpty();
    }

    private void lies(String payme, String click) throws Exception {
        for (int i = 1; i <= 3; i++) {
            for (var source : List.of(payme, i == 3 ? BILL : click, code())) {
                completed(pay(i + "10.00", source));
            }
        }
        staff.awaitAllAreTold();
        var receipts = receipts();
        var atClick = moves("click");
        var atUzum = moves("uzum");
        assertThat(List.of(receipts.size(), atClick.size(), atUzum.size())).containsOnly(3);

        receipts.set(0, receipts.get(0).in(50));
        receipts.set(1, receipts.get(1).in(3));
        receipts.set(2, new Receipt("f".repeat(24), receipts.get(2).created(), 1_00, 4));
        staff.add("payme-receipts", "theirs", "application/json", OperatorDayFiles.payme(receipts));
        atClick.set(0, changed(atClick.get(0), atClick.get(0).entry().amount() + 1, "UZS"));
        atClick.add(atClick.get(1));
        // The customer paid the bill, and Click does not say so.
        atClick.remove(2);
        staff.add("click-payments", "theirs", "text/csv", OperatorDayFiles.click(atClick, DAY, 2));
        atUzum.add(new Move(atUzum.get(1).entry(), false));
        atUzum.removeFirst();
        staff.add("uzum-payments", "theirs", "text/csv", OperatorDayFiles.uzum(atUzum, DAY, 2));
        sendBanks();

        staff.awaitCompared();
        assertThat(breaks())
                .containsExactly(
                        "click-payments amount",
                        "click-payments duplicate_there",
                        "click-payments missing_there",
                        "payme-receipts missing_here",
                        "payme-receipts missing_there",
                        "payme-receipts reversed",
                        "payme-receipts status",
                        "uzum-payments missing_there",
                        "uzum-payments reversed");
    }

    private List<Receipt> receipts() {
        return new ArrayList<>(OperatorDayFiles.receipts(staff.fresh(operators.named("payme")), DAY));
    }

    private List<Move> moves(String operator) {
        return new ArrayList<>(OperatorDayFiles.moves(staff.fresh(operators.named(operator)), DAY));
    }

    private void sendBanks() throws Exception {
        for (var statement : DayStatements.ofAccounts(staff.fresh(bank.abs), DAY)) {
            var counterparty = AT_BANK.get(statement.account());
            if (counterparty != null) {
                var id = "ABS-" + statement.account() + "-" + ++tables;
                staff.add(counterparty, "bank", "text/csv", BankTable.csv(id, DAY, statement.lines()));
            }
        }
    }

    private static TreeSet<String> breaks() throws Exception {
        var open = new TreeSet<String>();
        for (var it : staff.openBreaks()) {
            assertThat(it.path("against").asString()).isEqualTo("theirs");
            open.add(it.path("counterparty").asString() + " " + it.path("kind").asString());
        }
        return open;
    }

    private static Reply pay(String amount, String source) {
        return phone.post("/v1/payments", """
                {"amount":{"value":"%s","currency":"UZS"},"source":%s,
                 "destination":{"type":"merchant","merchant":"%s"}}
                """.formatted(amount, source, merchant), MobileApp.newKey());
    }

    private static String completed(Reply made) {
        var path = "/v1/payments/" + made.body().path("id").asString();
        await().alias(made.text())
                .atMost(PATIENCE)
                .until(() -> phone.get(path).body().path("status").asString().equals("completed"));
        return path;
    }

    private static void refunded(String path) {
        var refund = phone.post(path + "/refunds", "{}", MobileApp.newKey());
        assertThat(refund.status()).as(refund.text()).isEqualTo(201);
        await().atMost(PATIENCE).until(() -> phone.get(path + "/refunds").text().contains("\"status\":\"refunded\""));
    }
}
