package gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sandbox.Counterparty;
import sandbox.abs.DayStatements;
import sandbox.abs.DayStatements.Move;
import sandbox.books.BookEntry;
import sandbox.click.ClickHost;
import sandbox.dayfiles.BankTable;
import sandbox.dayfiles.OperatorDayFiles;
import sandbox.dayfiles.OperatorDayFiles.Receipt;
import sandbox.mobile.MobileApp;
import sandbox.mobile.MobileApp.Reply;
import sandbox.payme.PaymeHost;
import sandbox.uzum.UzumHost;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Payme, Click and Uzum, which we call, send what their own books say of a day; then they lie. */
class ServiceReconciliationScenario {

    // Its owner pays a bill a second after it came.
    private static final String PHONE = "998900001001";
    private static final String NUMBER = "8600495473316478";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final LocalDate DAY = LocalDate.now(ZoneId.of("Asia/Tashkent"));
    private static final Map<String, String> AT_BANK = Map.of(
            "17301000900000002021", "payme-receipts",
            "17301000900000002022", "click-payments",
            "17301000900000002023", "uzum-payments");
    private static final AtomicInteger CODES = new AtomicInteger();
    private static final String BILL = "{\"type\":\"bill\",\"through\":\"click\"}";

    @TempDir
    private static Path folder;

    private static Map<String, Counterparty> operators;
    private static Bank bank;
    private static MobileApp phone;
    private static String merchant;
    private final Map<String, Integer> sent = new HashMap<>();

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
                "gateway.payments.first-check", "200ms",
                "gateway.corebanking.pack", "classpath:corebanking/sample.yaml",
                "gateway.reconciliation.pack", pack().toUri().toString(),
                "gateway.reconciliation.every", "200ms"));
        bank = Bank.open(settings);
        merchant = bank.merchant("Kitob olami");
        phone = bank.phone();
        phone.signIn(PHONE);
    }

    /** The sample with a cut-off that no hour of a test can reach. */
    private static Path pack() throws Exception {
        var sample = Files.readString(Path.of("src/main/resources/reconciliation/sample.yaml"));
        return Files.writeString(
                folder.resolve("counterparties.yaml"),
                sample.replaceAll("cut-off: \"[0-9:]+\"", "cut-off: \"23:59:59.999999999\""));
    }

    @AfterAll
    static void close() {
        bank.close();
        operators.values().forEach(Counterparty::close);
    }

    @Test
    void honestFilesAgreeAndEveryLieIsFound() throws Exception {
        var payme = card("payme", "666666");
        var click = card("click", "77777");
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
        allAreTold();

        send("payme-receipts", "application/json", OperatorDayFiles.payme(receipts()));
        send("click-payments", "text/csv", OperatorDayFiles.click(moves("click"), DAY, 1));
        send("uzum-payments", "text/csv", OperatorDayFiles.uzum(moves("uzum"), DAY, 1));
        sendBanks();

        compared();
        assertThat(breaks()).isEmpty();
    }

    private void lies(String payme, String click) throws Exception {
        for (int i = 1; i <= 3; i++) {
            for (var source : List.of(payme, i == 3 ? BILL : click, code())) {
                completed(pay(i + "10.00", source));
            }
        }
        allAreTold();
        var receipts = receipts();
        var atClick = moves("click");
        var atUzum = moves("uzum");
        assertThat(List.of(receipts.size(), atClick.size(), atUzum.size())).containsOnly(3);

        receipts.set(0, receipts.get(0).in(50));
        receipts.set(1, receipts.get(1).in(3));
        receipts.set(2, new Receipt("f".repeat(24), receipts.get(2).created(), 1_00, 4));
        send("payme-receipts", "application/json", OperatorDayFiles.payme(receipts));
        atClick.set(0, of(atClick.get(0), atClick.get(0).entry().amount() + 1));
        atClick.add(atClick.get(1));
        // The customer paid the bill, and Click does not say so.
        atClick.remove(2);
        send("click-payments", "text/csv", OperatorDayFiles.click(atClick, DAY, 2));
        atUzum.add(new Move(atUzum.get(1).entry(), false));
        atUzum.removeFirst();
        send("uzum-payments", "text/csv", OperatorDayFiles.uzum(atUzum, DAY, 2));
        sendBanks();

        compared();
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

    private static Move of(Move it, long amount) {
        var entry = it.entry();
        return new Move(
                new BookEntry(
                        entry.reference(),
                        entry.kind(),
                        amount,
                        entry.currency(),
                        entry.card(),
                        entry.at(),
                        entry.facts()),
                it.debit());
    }

    private List<Receipt> receipts() {
        return new ArrayList<>(OperatorDayFiles.receipts(fresh(operators.get("payme")), DAY));
    }

    private List<Move> moves(String operator) {
        return new ArrayList<>(OperatorDayFiles.moves(fresh(operators.get(operator)), DAY));
    }

    /** What the counterparty did since the last time. */
    private List<BookEntry> fresh(Counterparty it) {
        try (var entries = it.books().orElseThrow().entries()) {
            var all = entries.toList();
            var fresh = all.subList(sent.getOrDefault(it.name(), 0), all.size());
            sent.put(it.name(), all.size());
            return fresh;
        }
    }

    private void sendBanks() throws Exception {
        for (var statement : DayStatements.ofAccounts(fresh(bank.abs), DAY)) {
            var counterparty = AT_BANK.get(statement.account());
            if (counterparty != null) {
                var id = "ABS-" + statement.account() + "-" + sent.merge("tables", 1, Integer::sum);
                send(counterparty, "bank", "text/csv", BankTable.csv(id, DAY, statement.lines()));
            }
        }
    }

    private void send(String counterparty, String type, String file) throws Exception {
        send(counterparty, "theirs", type, file);
    }

    private void send(String counterparty, String book, String type, String file) throws Exception {
        var path = "reconciliation/files?counterparty=%s&book=%s&day=%s&id=file-%d"
                .formatted(counterparty, book, DAY, sent.merge("files", 1, Integer::sum));
        staff("POST", path, type, file);
    }

    private static TreeSet<String> breaks() throws Exception {
        var open = new TreeSet<String>();
        var found = staff("GET", "reconciliation/breaks?state=open", "application/json", "");
        for (var it : found.path("items")) {
            assertThat(it.path("against").asString()).isEqualTo("theirs");
            open.add(it.path("counterparty").asString() + " " + it.path("kind").asString());
        }
        return open;
    }

    private static void compared() {
        await().atMost(PATIENCE)
                .until(() -> !staff("GET", "reconciliation/runs", "application/json", "")
                        .toString()
                        .contains("\"waiting\":true"));
    }

    private static JsonNode staff(String method, String path, String type, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(bank.url() + "/admin/api/" + path))
                .header("Authorization", "Bearer " + Bank.STAFF)
                .header("Content-Type", type)
                .method(method, BodyPublishers.ofString(body))
                .build();
        var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body() + body).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    private static void allAreTold() {
        await().atMost(PATIENCE).until(() -> count("""
                select count(*) from ledger.transfer t
                 where t.kind in (1, 3) and t.purpose not in (6, 8, 9)
                   and not exists (select 1 from corebanking.document d where d.id = t.id and d.state = 'accepted')
                """) == 0);
    }

    private static long count(String sql) throws SQLException {
        try (var connection = bank.database.jdbc();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static String card(String operator, String code) {
        var link = phone.post(
                "/v1/cards",
                "{\"pan\":\"%s\",\"expiry\":\"2030-12\",\"through\":\"%s\"}".formatted(NUMBER, operator),
                MobileApp.newKey());
        var path = "/v1/cards/registrations/%s/confirm"
                .formatted(link.body().path("registrationId").asString());
        var linked = phone.post(path, "{\"code\":\"%s\"}".formatted(code), MobileApp.newKey());
        assertThat(linked.status()).as(linked.text()).isEqualTo(201);
        return "{\"type\":\"card\",\"card\":\"%s\"}"
                .formatted(linked.body().path("id").asString());
    }

    private static String code() {
        return "{\"type\":\"code\",\"code\":\"9%039d\"}".formatted(CODES.incrementAndGet());
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
