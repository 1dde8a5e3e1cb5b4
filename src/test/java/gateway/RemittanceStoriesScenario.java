package gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import gateway.ledger.VerifyBooks;
import gateway.platform.http.CertificateDoor;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
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
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import sandbox.SandboxControl;
import sandbox.chaos.Sandbox;
import sandbox.correspondent.CorrespondentHost;
import sandbox.embedded.Scratch;
import sandbox.mobile.MobileApp;
import sandbox.rates.CbuHost;
import sandbox.remittances.Judge;
import sandbox.remittances.Sender;
import sandbox.remittances.Stage;
import sandbox.remittances.Stories;
import sandbox.remittances.Story;
import sandbox.remittances.Told;
import sandbox.remittances.Way;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Customers send money abroad through both real correspondents of the sandbox, and three books agree on each story. */
class RemittanceStoriesScenario {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final AtomicInteger CUSTOMERS = new AtomicInteger();

    private static CbuHost cbu;
    private static CorrespondentHost correspondents;
    private static SandboxControl control;
    private static Bank bank;
    private static Stage stage;

    @BeforeAll
    static void open() throws Exception {
        cbu = new CbuHost(0);
        var books = Scratch.passing("oqim-abroad").resolve("correspondent.jsonl");
        correspondents = new CorrespondentHost(0, books);
        var settings = new HashMap<>(CorrespondentHost.settings(correspondents.port(), books));
        settings.putAll(Map.of(
                "gateway.crossborder.pack", "classpath:sandbox/remittances.yaml",
                "gateway.crossborder.check-every", "100ms",
                "gateway.crossborder.rates.every", "300ms",
                "gateway.crossborder.rates.providers[0].name", "cbu",
                "gateway.crossborder.rates.providers[0].url",
                        "http://127.0.0.1:" + cbu.port() + "/ru/arkhiv-kursov-valyut/json/",
                "gateway.correspondents.every", "50ms",
                "gateway.correspondents.first-retry", "100ms",
                "gateway.correspondents.last-retry", "500ms"));
        settings.put("gateway.reconciliation.pack", pack().toUri().toString());
        settings.put("gateway.reconciliation.every", "200ms");
        settings.put("gateway.correspondents.look-every", "100ms");
        settings.put("gateway.correspondents.down-after", "2s");
        bank = Bank.open(settings);
        correspondents.reach(
                "https://localhost:" + bank.bean(CertificateDoor.class).port());
        control = new SandboxControl(0, List.of(bank.uzcard, correspondents), bank.inbox);
        var sandbox = new Sandbox(URI.create("http://127.0.0.1:" + control.port()));
        sandbox.act("correspondent", "time", Map.of("millis", 300));
        stage = new Stage(bank::phone, sandbox, bank.database);
    }

    /** Three of the accounts, with a cut-off that no hour of a test can reach. */
    private static Path pack() throws Exception {
        var account = """
                  - {name: %s, account: "nostro:%s", currency: %s, number: "NOSTRO-%s", profile: nostro,
                     bank-profile: nostro, cut-off: "23:59:59.999999999"}
                """;
        return Files.writeString(
                Scratch.passing("oqim-nostros").resolve("nostros.yaml"),
                "format: 1\npack: nostros\nprofiles:\n  - {name: nostro, form: camt053}\ncounterparties:\n"
                        + account.formatted("debk-usd", "debk", "USD", "USD-001")
                        + account.formatted("usbk-usd", "usbk", "USD", "USD-002")
                        + account.formatted("usbk-eur", "usbk", "EUR", "EUR-002"));
    }

    @AfterAll
    static void close() {
        bank.close();
        control.close();
        correspondents.close();
        cbu.close();
    }

    @Test
    void threeBooksAgreeOnWhateverBecomesOfIt() throws Exception {
        var stories = Stories.undisturbed();

        assertThat(stories).extracting(Story::name).contains("delivered", "rejected", "bounced after delivery");
        assertThat(played(stories))
                .allSatisfy(it -> assertThat(it.agrees()).as(it.toString()).isTrue());
        await().atMost(PATIENCE).until(() -> new Judge(stage).banksAgree());
        var report = bank.bean(VerifyBooks.class).verify().block(Duration.ofSeconds(20));
        assertThat(report).isNotNull();
        assertThat(report.isClean()).as(report.text()).isTrue();
        assertThat(correspondents.oddities()).doesNotContainKey("changed");
    }

    /** The preferred bank down: the next gets it. None up: no quote, and nothing is charged. */
    @Test
    void whatOneBankDoesNotTakeGoesToTheNext() {
        var first = Stories.unharmed(Way.DOLLARS_HTTPS, "sent before anybody knew");
        var second = Stories.unharmed(Way.DOLLARS_SECOND, "to the next");
        var sender = Sender.of(stage, CUSTOMERS.incrementAndGet());
        var other = Sender.of(stage, CUSTOMERS.incrementAndGet());
        var before = sender.pay(first.quote(sender), MobileApp.newKey());
        new Judge(stage).of(first, before);

        down(CorrespondentHost.HTTPS, true);
        var waiting = Sender.of(stage, CUSTOMERS.incrementAndGet());
        var late = waiting.pay(first.quote(waiting), MobileApp.newKey());
        await().atMost(PATIENCE).until(() -> link(CorrespondentHost.HTTPS).equals("down"));
        assertThatThrownBy(() -> first.quote(other)).hasMessageContaining("/problems/correspondent-unreachable");
        assertThat(new Judge(stage).of(second, second.play(other)).faults()).isEmpty();
        down(CorrespondentHost.HTTPS, false);

        late.awaitStatus("credited");
        await().atMost(PATIENCE).until(() -> link(CorrespondentHost.HTTPS).equals("up"));
        assertThat(new Judge(stage).of(first, late).faults()).isEmpty();
    }

    /** Two people fund a bank: our account there, our position and the bank's cap know it, once. */
    @Test
    void twoPeopleFundACorrespondent() throws Exception {
        var before = position("debk", "EUR");
        var act = approved("debk EUR 500.00");
        approved("debk EUR 250.00 3500000.00");
        await().atMost(PATIENCE).until(() -> unposted() == 0);

        var after = position("debk", "EUR");
        assertThat(minor(after, "lying") - minor(before, "lying")).isEqualTo(750_00);
        assertThat(minor(after, "taken") - minor(before, "taken")).isEqualTo(-750_00);
        sql("update crossborder.funding set posted_at = null where act = '" + act + "'");
        await().atMost(PATIENCE).until(() -> unposted() == 0);
        assertThat(position("debk", "EUR")).isEqualTo(after);
        assertThat(moved(act)).containsExactlyInAnyOrder("nostro:debk EUR -50000", "treasury EUR 50000");
        assertThat(staff("acts", proposal("nobody EUR 500.00")).body()).contains("/problems/funding-invalid");
        assertThat(staff("acts", proposal("usbk EUR -1.00")).body()).contains("/problems/funding-invalid");
        assertThat(staff("acts", proposal("usbk UZS 500.00")).body()).contains("/problems/funding-invalid");
        var report = bank.bean(VerifyBooks.class).verify().block(Duration.ofSeconds(20));
        assertThat(report).isNotNull();
        assertThat(report.isClean()).as(report.text()).isTrue();
        arrives("debk", "EUR", 750_00, "FUND-1");
    }

    /** Dollars as both banks say themselves, and they agree; euros as a liar says, and each lie is found. */
    @Test
    void statementsAreHeldAgainstTheLedger() throws Exception {
        var dollars = Stories.undisturbed().stream()
                .filter(it -> List.of("delivered", "rejected", "returned less charges")
                        .contains(it.name()))
                .filter(it -> it.way() == Way.DOLLARS_HTTPS || it.way() == Way.DOLLARS_FILES)
                .toList();
        var euros = IntStream.rangeClosed(1, 6)
                .mapToObj(i -> Stories.unharmed(Way.EUROS_FILES, "lied about " + i))
                .toList();
        var both = Stream.concat(dollars.stream(), euros.stream()).toList();
        assertThat(played(both)).allSatisfy(it -> assertThat(it.faults()).isEmpty());
        var funded = approved("debk USD 40.00");
        await().atMost(PATIENCE).until(() -> unposted() == 0);
        arrives("debk", "USD", 40_00, funded.replace("-", ""));

        for (var link : List.of(CorrespondentHost.HTTPS, CorrespondentHost.FILES)) {
            stage.sandbox().act("correspondent", "statement", Map.of("link", link, "currency", "USD"));
        }
        var day = LocalDate.now(ZoneId.of("Asia/Tashkent"));
        var lies = new FalseStatement(correspondents.statement(CorrespondentHost.FILES, "EUR", day));
        lies.entries.set(1, FalseStatement.withAmount(lies.entries.get(1), "31.00"));
        lies.entries.add(lies.entries.get(2));
        lies.entries.add(FalseStatement.givenBack(lies.entries.get(3)));
        lies.entries.add(FalseStatement.renamed(lies.entries.get(4), "NOBODYKNOWS"));
        lies.entries.removeFirst();
        upload("usbk-eur", lies.text());

        await().atMost(PATIENCE).until(() -> compared() == 3);
        assertThat(openBreaks())
                .containsExactlyInAnyOrder(
                        "usbk-eur missing_there",
                        "usbk-eur amount",
                        "usbk-eur duplicate_there",
                        "usbk-eur reversed",
                        "usbk-eur missing_here");
        assertThat(agreedItems("debk-usd")).isGreaterThanOrEqualTo(4);
    }

    private static void upload(String counterparty, String xml) throws Exception {
        var path = "/admin/api/reconciliation/files?book=theirs&counterparty=" + counterparty;
        var request = HttpRequest.newBuilder(bank.url().resolve(path))
                .header("Authorization", "Bearer " + Bank.STAFF)
                .header("Content-Type", "application/xml")
                .POST(BodyPublishers.ofString(xml))
                .build();
        var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body() + xml).isEqualTo(200);
    }

    /** Counterparties whose books were compared, with nothing left to compare. */
    private static long compared() throws SQLException {
        return Long.parseLong(rows("select count(*) from reconciliation.run where done = asked and done > 0")
                .getFirst());
    }

    private static long agreedItems(String counterparty) throws SQLException {
        return Long.parseLong(
                rows("select count(distinct item) from reconciliation.line where agreed and counterparty = '"
                                + counterparty + "'")
                        .getFirst());
    }

    private static List<String> openBreaks() throws SQLException {
        return rows("select counterparty || ' ' || kind from reconciliation.break where state = 'open'");
    }

    private static void arrives(String link, String currency, long minor, String name) {
        stage.sandbox()
                .act(
                        "correspondent",
                        "fund",
                        Map.of("link", link, "currency", currency, "minor", String.valueOf(minor), "name", name));
    }

    private static String approved(String content) throws Exception {
        var act = JSON.readTree(staff("acts", proposal(content)).body())
                .path("id")
                .asString();
        var done = call("acts/" + act + "/approve", "{\"reason\":\"agreed\"}", Bank.COLLEAGUE);
        assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
        return act;
    }

    private static String proposal(String content) {
        return "{\"kind\":\"fund-correspondent\",\"content\":\"%s\",\"reason\":\"sent today\"}".formatted(content);
    }

    private static JsonNode position(String name, String currency) throws Exception {
        for (var it : JSON.readTree(staff("fx/positions", null).body()).path("correspondents")) {
            if (it.path("name").asString().equals(name)
                    && it.path("cap").path("currency").asString().equals(currency)) {
                return it;
            }
        }
        throw new IllegalStateException("No position at " + name);
    }

    private static String link(String name) throws Exception {
        return position(name, "USD").path("link").asString();
    }

    private static long minor(JsonNode position, String field) {
        return new java.math.BigDecimal(position.path(field).path("value").asString())
                .movePointRight(2)
                .longValueExact();
    }

    private static void down(String link, boolean is) {
        stage.sandbox().act("correspondent", "down", Map.of("down", is, "link", link));
    }

    private static long unposted() throws SQLException {
        return Long.parseLong(rows("select count(*) from crossborder.funding where posted_at is null")
                .getFirst());
    }

    private static List<String> moved(String act) throws SQLException {
        return rows("""
                select a.label || ' ' || a.asset || ' '
                       || sum(case when t.credit = a.id then t.amount_minor else -t.amount_minor end)
                  from ledger.transfer t join ledger.account a on a.id in (t.debit, t.credit)
                 where t.reference = '%s' group by a.label, a.asset
                """.formatted(act));
    }

    private static List<String> rows(String sql) throws SQLException {
        try (var connection = bank.database.jdbc();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var all = new ArrayList<String>();
            while (rows.next()) {
                all.add(rows.getString(1));
            }
            return all;
        }
    }

    private static void sql(String text) throws SQLException {
        try (var connection = bank.database.jdbc();
                var statement = connection.createStatement()) {
            statement.executeUpdate(text);
        }
    }

    private static HttpResponse<String> staff(String path, @Nullable String body) throws Exception {
        return call(path, body, Bank.STAFF);
    }

    private static HttpResponse<String> call(String path, @Nullable String body, String token) throws Exception {
        var request = HttpRequest.newBuilder(bank.url().resolve("/admin/api/" + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", MobileApp.newKey());
        return HttpClient.newHttpClient()
                .send(
                        (body == null ? request.GET() : request.POST(BodyPublishers.ofString(body))).build(),
                        BodyHandlers.ofString());
    }

    private static List<Told> played(List<Story> stories) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = threads.invokeAll(stories.stream()
                    .<Callable<Told>>map(story -> () -> play(story))
                    .toList());
            return all.stream().map(RemittanceStoriesScenario::result).toList();
        }
    }

    private static Told play(Story story) {
        return new Judge(stage).of(story, story.play(Sender.of(stage, CUSTOMERS.incrementAndGet())));
    }

    private static Told result(Future<Told> future) {
        try {
            return future.get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
