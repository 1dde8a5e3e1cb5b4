package gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gateway.fraud.Attempt;
import gateway.fraud.Attempts;
import gateway.fraud.FraudChecks;
import gateway.fraud.FraudVerdict;
import gateway.fraud.StateFinding.Outcome;
import gateway.fraud.Verdict;
import gateway.platform.journal.Decision;
import gateway.platform.journal.Entry;
import gateway.platform.journal.Entry.Priority;
import gateway.platform.journal.Journal;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sandbox.antifraud.AntifraudHost;
import sandbox.books.BookEntry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole gateway beside the state antifraud: verdicts, orders, incidents and back-tests. */
class FraudScenario {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String VELOCITY = """
              - {name: customer_day_count, per: customer, measure: count, window: "24h"}
            """;

    private static final String RULES = Attempts.pack(
            VELOCITY,
            Attempts.rule("often", "live", "customer_day_count >= 3", "review"),
            Attempts.rule("large", "shadow", "amount > 1000000", "refuse"));

    @TempDir
    static Path folder;

    private static AntifraudHost state;
    private static Bank bank;
    private static int payments = 100;

    @BeforeAll
    static void open() throws Exception {
        state = new AntifraudHost(0, folder.resolve("antifraud.jsonl"));
        var pack = Files.writeString(folder.resolve("fraud.yaml"), RULES);
        bank = Bank.open(Map.of(
                "gateway.fraud.pack",
                "file:" + pack,
                "gateway.fraud.state.url",
                "http://127.0.0.1:" + state.port(),
                "gateway.fraud.state.secret",
                AntifraudHost.SECRET,
                // What is slow here is the machine of the test, unless the story says otherwise.
                "gateway.fraud.state.deadline",
                "900ms"));
        judge(attempt(99, 100));
    }

    @AfterAll
    static void close() {
        bank.close();
        state.close();
    }

    private static Attempt attempt(int customer, long minor) {
        return Attempts.at(++payments, Instant.now(), minor, customer, customer, customer, 1);
    }

    private static FraudVerdict judge(Attempt attempt) {
        return bank.bean(FraudChecks.class)
                .judge(attempt)
                .blockOptional(PATIENCE)
                .orElseThrow();
    }

    /** As payments do it. */
    private static Decision open(FraudVerdict verdict) {
        var decision = bank.bean(Journal.class)
                .commit(new Entry(7, Priority.NEW, verdict.parts()))
                .blockOptional(PATIENCE)
                .orElseThrow();
        if (decision instanceof Decision.Committed) {
            bank.bean(FraudChecks.class).opened(verdict).block(PATIENCE);
        }
        return decision;
    }

    @ParameterizedTest
    @CsvSource({
        "100, ALLOW,   ANSWERED",
        "191, REFUSE,  ANSWERED",
        "192, REVIEW,  ANSWERED",
        "193, STEP_UP, ANSWERED",
        "194, REVIEW,  SILENT",
        "195, REVIEW,  SILENT",
        "196, REVIEW,  SILENT",
    })
    void theStatesWordCountsAndItsSilenceIsNoYes(long minor, Verdict verdict, Outcome outcome) {
        var attempt = attempt(20, minor);

        var said = judge(attempt);

        assertThat(said.verdict()).isEqualTo(verdict);
        assertThat(said.state().outcome()).isEqualTo(outcome);
        assertThat(state.books().orElseThrow().under(attempt.payment().toString()))
                .extracting(BookEntry::amount)
                .containsExactly(minor);
    }

    @Test
    void whatWasOpenedCountsAndWhatWasNotDoesNot() {
        for (int n = 0; n < 3; n++) {
            var verdict = judge(attempt(21, 100));
            assertThat(verdict.findings()).isEmpty();
            open(verdict);
            judge(attempt(21, 100));
        }

        var fourth = judge(attempt(21, 2_000_000));

        assertThat(fourth.verdict()).isEqualTo(Verdict.REVIEW);
        assertThat(fourth.reasons()).isEqualTo(List.of("because-of-often"));
        assertThat(fourth.findings()).hasSize(2);
        assertThat(fourth.findings().getFirst().inputs()).isEqualTo(Map.of("customer_day_count", "3"));
    }

    private static String freeze(String order, String type, String subject) {
        return """
                {"orderId":"%s","action":"freeze","subject":{"type":"%s","id":"%s"},
                 "issuedAt":"%s","reason":"suspected"}""".formatted(order, type, subject, Instant.now());
    }

    private static JsonNode order(int status, String order) throws Exception {
        var answer = state.order(bank.url(), order.getBytes(StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JsonMapper.shared().readTree(answer.body());
    }

    @Test
    void anOrderStopsTheNextPaymentAndOneThatIsUnderWayAndNamesThemAsEvidence() throws Exception {
        var before = attempt(22, 100);
        var underWay = judge(before);
        assertThat(underWay.verdict()).isEqualTo(Verdict.ALLOW);
        var customer = before.payer().customer().toString();
        var text = freeze("order-1", "customer", customer);

        assertThat(order(200, text).path("status").asString()).isEqualTo("in-force");
        assertThat(order(200, text).path("status").asString()).isEqualTo("in-force");

        assertThat(open(underWay)).isInstanceOf(Decision.Refused.class);
        bank.bean(FraudChecks.class).stopped("order-1", before.payment()).block(PATIENCE);
        var after = attempt(22, 100);
        assertThat(judge(after).verdict()).isEqualTo(Verdict.REFUSE);
        assertThat(judge(after).reasons()).isEqualTo(List.of("restricted"));
        assertThat(judge(attempt(23, 100)).verdict()).isEqualTo(Verdict.ALLOW);

        var evidence = staff("GET", "/admin/api/fraud/orders/order-1", null);
        assertThat(evidence.statusCode()).isEqualTo(200);
        var file = JsonMapper.shared().readTree(evidence.body());
        assertThat(file.path("subjectId").asString()).isEqualTo(customer);
        assertThat(file.path("document").asString()).isEqualTo(text);
        assertThat(file.path("stopped").size()).isEqualTo(2);

        var lift = "{\"orderId\":\"order-1\",\"action\":\"lift\",\"reason\":\"mistaken\"}";
        assertThat(order(200, lift).path("status").asString()).isEqualTo("lifted");
        assertThat(judge(attempt(22, 100)).verdict()).isEqualTo(Verdict.ALLOW);
    }

    @Test
    void ordersThatMakeNoSenseAreRefusedAsProblems() throws Exception {
        var device = attempt(24, 1).device().id().toString();
        var right = freeze("order-2", "device", device);
        order(200, right);
        assertThat(order(409, right.replace("suspected", "sure")).path("type").asString())
                .endsWith("/order-differs");
        for (var wrong : List.of(
                right.replace(device, device.replace("dev_", "crd_")),
                right.replace("\"issuedAt\":\"2", "\"issuedAt\":\"3"),
                right.replace("freeze", "burn"),
                right.replace("\"reason\"", "\"raeson\""),
                right.replace(
                        "\"reason\":\"suspected\"", "\"until\":\"2001-01-01T00:00:00Z\",\"reason\":\"suspected\""),
                "{\"orderId\":\"order-3\",\"action\":\"freeze\",\"reason\":\"whom?\"}")) {
            order(422, wrong.replace("order-2", "order-4"));
        }
        order(404, "{\"orderId\":\"nobody\",\"action\":\"lift\",\"reason\":\"mistaken\"}");
        order(400, "[]");
        assertThat(post("/antifraud/orders", right.replace("order-2", "order-5"), "Message-Signature", "t=1,v1=ab")
                        .statusCode())
                .isEqualTo(401);
        assertThat(post("/antifraud/orders", right, "Accept", "*/*").statusCode())
                .isEqualTo(401);
    }

    @Test
    void anIncidentReachesTheStateOnceHoweverOftenItIsReported() throws Exception {
        var id = UUID.randomUUID();
        var body = "{\"id\":\"%s\",\"paymentId\":\"%s\",\"kind\":\"mule\",\"note\":\"phoned in\"}"
                .formatted(id, attempt(25, 1).payment());

        assertThat(staff("POST", "/admin/api/fraud/incidents", body).statusCode())
                .isEqualTo(202);
        await().atMost(PATIENCE)
                .until(() ->
                        staff("POST", "/admin/api/fraud/incidents", body).body().contains("\"in-" + id));

        assertThat(state.books().orElseThrow().under(id.toString())).hasSize(1);
        assertThat(staff("POST", "/admin/api/fraud/incidents", body.replace("mule", "other"))
                        .statusCode())
                .isEqualTo(409);
        assertThat(staff("POST", "/admin/api/fraud/incidents", body.replace(id.toString(), "mine"))
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void aBackTestTellsWhatOtherRulesWouldHaveDone() throws Exception {
        var frauds = attempt(26, 300);
        open(judge(frauds));
        open(judge(attempt(26, 100)));
        open(judge(attempt(26, 300)));
        var incident = "{\"id\":\"%s\",\"paymentId\":\"%s\",\"kind\":\"other\",\"note\":\"\\u0020x\"}"
                .formatted(UUID.randomUUID(), frauds.payment());
        assertThat(staff("POST", "/admin/api/fraud/incidents", incident).statusCode())
                .isEqualTo(202);
        var pack = Attempts.pack(
                VELOCITY,
                Attempts.rule("threes", "draft", "amount == 300", "refuse"),
                Attempts.rule("third", "draft", "amount == 300 && customer_day_count == 2", "review"));

        var answer = backTest(pack, 200);

        var rules = answer.path("rules");
        assertThat(rules.get(0).path("hits").asInt()).isEqualTo(2);
        assertThat(rules.get(0).path("fraudHits").asInt()).isEqualTo(1);
        assertThat(rules.get(0).path("falseHits").asInt()).isEqualTo(1);
        assertThat(rules.get(1).path("hits").asInt()).isEqualTo(1);
        assertThat(rules.get(1).path("fraudHits").asInt()).isZero();
        assertThat(answer.path("frauds").asInt()).isEqualTo(1);
        assertThat(answer.path("complete").asBoolean()).isTrue();
        assertThat(backTest(pack.replace("amount == 300", "amount = 300"), 422)
                        .path("detail")
                        .asString())
                .contains("line ", "rules[0].when");
    }

    private static JsonNode backTest(String pack, int status) throws Exception {
        var answer = staff(
                "POST",
                "/admin/api/fraud/back-tests",
                JsonMapper.shared()
                        .writeValueAsString(Map.of("pack", pack.lines().toList(), "days", 7)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JsonMapper.shared().readTree(answer.body());
    }

    private static HttpResponse<String> post(String path, String body, String header, String value) throws Exception {
        return send(HttpRequest.newBuilder(bank.url().resolve(path))
                .header(header, value)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> staff(String method, String path, String body) throws Exception {
        return send(HttpRequest.newBuilder(bank.url().resolve(path))
                .header("Authorization", "Bearer " + Bank.STAFF)
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }
}
