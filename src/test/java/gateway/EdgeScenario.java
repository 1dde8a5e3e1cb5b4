package gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sandbox.mobile.Device;
import sandbox.mobile.MobileApp;
import sandbox.mobile.MobileApp.Reply;
import tools.jackson.databind.JsonNode;

/** What a phone relies on besides paying: its wallet, repeats that are safe, reads that cost nothing, live progress. */
class EdgeScenario {

    private static final String PHONE = "998901234567";
    private static final String OWN_WALLET = "{\"type\":\"wallet\"}";

    private static Bank bank;
    private static Device device;
    private static MobileApp phone;
    private static String merchant;
    private static String card;

    @BeforeAll
    static void open() throws Exception {
        bank = Bank.open(Map.of(
                "gateway.processors.uzcard.timeout", "2s",
                "gateway.payments.watch.per-customer", "2",
                "gateway.payments.watch.look-every", "30s",
                "gateway.payments.watch.heartbeat", "200ms"));
        merchant = bank.merchant("Kitob olami");
        device = Device.fresh();
        phone = bank.phone(device);
        phone.signIn(PHONE);
        card = phone.linkCard("8600490000000000", "2030-12", PHONE);
    }

    @AfterAll
    static void close() {
        bank.close();
    }

    @Test
    void theWalletShowsWhatMovedItAndWhatIsLeft() {
        var mine = bank.phone();
        mine.signIn("998901112244");
        var visa = mine.linkCard("4000000000000002", "2030-12", PHONE);
        assertThat(balance(mine, "")).containsExactly("0.00", "0.00", "0.00");
        var topUp = pay(mine, order("1000.00", fromCard(visa), OWN_WALLET));
        var spent = pay(mine, order("300.00", fromWallet(), toMerchant()));
        var refund = mine.post("/v1/payments/" + id(spent) + "/refunds", "{}", MobileApp.newKey());

        assertThat(balance(mine, "")).containsExactly("1000.00", "0.00", "1000.00");
        var lines = mine.get("/v1/wallet/statement").body().path("items");

        assertThat(texts(lines, "kind")).containsExactly("refund", "payment", "payment");
        assertThat(amounts(lines, "amount")).containsExactly("300.00", "-300.00", "1000.00");
        assertThat(amounts(lines, "balanceAfter")).containsExactly("1000.00", "700.00", "1000.00");
        assertThat(texts(lines, "payment")).containsExactly(id(spent), id(spent), id(topUp));
        assertThat(lines.get(0).path("refund").asString()).isEqualTo(id(refund));
        var then = lines.get(1).path("at").asString();
        assertThat(balance(mine, "?at=" + then)).containsExactly("700.00");
        assertThat(balance(mine, "?at=2020-01-01T00:00:00Z")).containsExactly("0.00");
        assertThat(phone.get("/v1/wallet/statement").text()).doesNotContain(id(spent));
    }

    /** One key is one answer: what was refused for lack of money is not paid by a repeat that finds some. */
    @Test
    void aRefusalStaysWhatItWasForItsKey() {
        var mine = bank.phone();
        mine.signIn("998901112266");
        var visa = mine.linkCard("4000000000000002", "2030-12", PHONE);
        var order = order("50.00", fromWallet(), toMerchant());
        var key = MobileApp.newKey();

        var refused = mine.post("/v1/payments", order, key);
        pay(mine, order("100.00", fromCard(visa), OWN_WALLET));
        var again = mine.post("/v1/payments", order, key);
        var anew = mine.post("/v1/payments", order, MobileApp.newKey());

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().path("type").asString()).endsWith("/insufficient-funds");
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.body().path("type").asString()).endsWith("/insufficient-funds");
        assertThat(anew.body().path("status").asString()).isEqualTo("completed");
        assertThat(balance(mine, "")).containsExactly("50.00", "0.00", "50.00");
    }

    @Test
    void aStatementIsReadPageByPageHoweverMuchIsPostedMeanwhile() {
        var mine = bank.phone();
        mine.signIn("998901112255");
        var visa = mine.linkCard("4000000000000002", "2030-12", PHONE);
        for (var amount : List.of("10.00", "20.00", "30.00")) {
            pay(mine, order(amount, fromCard(visa), OWN_WALLET));
        }
        var first = mine.get("/v1/wallet/statement?limit=2").body();
        pay(mine, order("40.00", fromCard(visa), OWN_WALLET));

        var second = mine.get("/v1/wallet/statement?limit=2&cursor="
                        + first.path("next").asString())
                .body();
        var at = first.path("items").get(1).path("at").asString();
        var since = mine.get("/v1/wallet/statement?from=" + at).body().path("items");
        var until = mine.get("/v1/wallet/statement?to=" + at).body().path("items");

        assertThat(amounts(first.path("items"), "amount")).containsExactly("30.00", "20.00");
        assertThat(amounts(second.path("items"), "amount")).containsExactly("10.00");
        assertThat(amounts(second.path("items"), "balanceAfter")).containsExactly("10.00");
        assertThat(second.path("next").isMissingNode()).isTrue();
        assertThat(amounts(since, "balanceAfter")).containsExactly("100.00", "60.00", "30.00");
        assertThat(amounts(until, "balanceAfter")).containsExactly("10.00");
    }

    @ParameterizedTest
    @CsvSource({
        "?at=yesterday, 422, field-invalid, at",
        "?at=2999-01-01T00:00:00Z, 422, field-invalid, at",
        "/statement?from=2026-11-25, 422, field-invalid, from",
        "/statement?to=+999999999-01-01T00:00:00Z, 422, field-invalid, to",
        "/statement?from=2026-11-25T00:00:00Z&to=2026-11-25T00:00:00Z, 422, field-invalid, to",
        "/statement?cursor=abc, 422, field-invalid, cursor",
        "/statement?limit=0, 422, field-invalid, limit",
        "/statement?limit=101, 422, field-invalid, limit",
        "/statement?limit=many, 422, field-invalid, limit",
        "/statement?currency=ZZZ, 422, currency-unknown, currency"
    })
    void aQuestionThatMakesNoSenseIsAProblem(String question, int status, String slug, String field) {
        var reply = phone.get("/v1/wallet" + question);

        assertProblem(reply, status, slug);
        assertThat(reply.body().path("field").asString()).isEqualTo(field);
    }

    @Test
    void aWalletNobodyOpenedIsNotThere() {
        assertProblem(phone.get("/v1/wallet/statement?currency=USD"), 404, "account-not-found");
    }

    @Test
    void aConfirmationIsRepeatedWithItsKeyAndOnlyWithIt() {
        var made = pay(phone, order("50.00", fromCard(card), toStranger("9860010000000058")));
        var path = "/v1/payments/" + id(made) + "/confirm";
        var code = "{\"code\":\"%s\"}".formatted(phone.code(PHONE));
        var key = MobileApp.newKey();

        var keyless = phone.send("POST", path, code, null);
        var first = phone.post(path, code, key);
        var again = phone.post(path, code, key);
        var otherBody = phone.post(path, "{\"code\":\"AAAA11\"}", key);
        var otherKey = phone.post(path, code, MobileApp.newKey());

        assertProblem(keyless, 400, "idempotency-key-missing");
        assertThat(first.status()).as(first.text()).isEqualTo(200);
        assertThat(again.text()).isEqualTo(first.text());
        assertProblem(otherBody, 422, "key-reused");
        assertProblem(otherKey, 409, "payment-not-confirmable");
    }

    @Test
    void aCancellationIsAnsweredAgainWithOrWithoutAKey() {
        var made = pay(phone, order("51.00", fromCard(card), toStranger("9860010000000066")));
        var path = "/v1/payments/" + id(made) + "/cancel";
        var key = MobileApp.newKey();

        var first = phone.post(path, "{}", key);
        var again = phone.post(path, "{}", key);
        var keyless = phone.send("POST", path, null, null);
        var reused = phone.post("/v1/cards/" + card + "/freeze", "{}", key);
        var more = phone.post(path, "{\"why\":\"so\"}", MobileApp.newKey());

        assertThat(first.body().path("status").asString()).as(first.text()).isEqualTo("cancelled");
        assertThat(List.of(again.text(), keyless.text())).containsOnly(first.text());
        assertProblem(reused, 422, "key-reused");
        assertProblem(more, 422, "unknown-field");
    }

    @Test
    void aFreezeIsAnsweredAgainAsItWasThoughTheCardMovedOn() {
        var path = "/v1/cards/" + phone.linkCard("8600490000000109", "2030-12", PHONE);
        var key = MobileApp.newKey();
        var unlinkKey = MobileApp.newKey();

        var frozen = phone.post(path + "/freeze", "{}", key);
        phone.post(path + "/unfreeze", "{}", MobileApp.newKey());
        var again = phone.post(path + "/freeze", "{}", key);
        var state = phone.get(path).body().path("state").asString();
        var gone = phone.send("DELETE", path, null, unlinkKey);
        var goneAgain = phone.send("DELETE", path, null, unlinkKey);

        assertThat(frozen.body().path("state").asString()).as(frozen.text()).isEqualTo("frozen");
        assertThat(again.text()).isEqualTo(frozen.text());
        assertThat(state).isEqualTo("linked");
        assertThat(List.of(gone.status(), goneAgain.status())).containsOnly(204);
    }

    @Test
    void aPaymentThatHasNotMovedIsNotSentAgain() throws Exception {
        var made = pay(phone, order("60.00", fromCard(card), toMerchant()));
        var path = "/v1/payments/" + id(made);

        var first = ask(path, Map.of(), BodyHandlers.ofString());
        var etag = first.headers().firstValue("ETag").orElseThrow();
        var same = ask(path, Map.of("If-None-Match", etag), BodyHandlers.ofString());
        phone.post(path + "/refunds", "{}", MobileApp.newKey());
        var moved = ask(path, Map.of("If-None-Match", etag), BodyHandlers.ofString());
        var list = ask("/v1/payments", Map.of(), BodyHandlers.ofString());

        assertThat(etag).matches("W/\"[0-9]+\"");
        assertThat(first.headers().firstValue("Cache-Control")).hasValue("no-cache, private");
        assertThat(same.statusCode()).isEqualTo(304);
        assertThat(same.body()).isEmpty();
        assertThat(moved.statusCode()).isEqualTo(200);
        assertThat(moved.headers().firstValue("ETag"))
                .isNotEmpty()
                .isNotEqualTo(first.headers().firstValue("ETag"));
        assertThat(list.headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    /** The next look at the database is half a minute away, so whatever is heard in time was told. */
    @Test
    void progressIsToldAtOnceAndTakenUpWhereItWasLeft() throws Exception {
        var made = pay(phone, order("52.00", fromCard(card), toStranger("9860010000000074")));
        var path = "/v1/payments/" + id(made) + "/progress";
        var heard = new ArrayList<String>();
        var stream = listen(path, Map.of(), heard);
        await(heard, "id:1");
        await(heard, ":still here");

        phone.post("/v1/payments/" + id(made) + "/cancel", "{}", MobileApp.newKey());
        stream.get(5, TimeUnit.SECONDS);

        assertThat(heard).contains("id:2", "event:payment").anyMatch(line -> line.contains("\"cancelled\""));
        var late = new ArrayList<String>();
        listen(path, Map.of("Last-Event-ID", "1"), late).get(5, TimeUnit.SECONDS);
        assertThat(late).contains("id:2").doesNotContain("id:1");
        assertThat(ask(path, Map.of("Last-Event-ID", "2"), BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(204);
        assertThat(ask(path, Map.of("Last-Event-ID", "x"), BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void oneCustomerCannotHoldAllStreams() throws Exception {
        var made = pay(phone, order("53.00", fromCard(card), toStranger("9860010000000082")));
        var path = "/v1/payments/" + id(made) + "/progress";
        var one = new ArrayList<String>();
        var two = new ArrayList<String>();
        var first = listen(path, Map.of(), one);
        var second = listen(path, Map.of(), two);
        await(one, "id:1");
        await(two, "id:1");

        var third = ask(path, Map.of(), BodyHandlers.ofString());
        phone.post("/v1/payments/" + id(made) + "/cancel", "{}", MobileApp.newKey());
        CompletableFuture.allOf(first, second).get(5, TimeUnit.SECONDS);

        assertThat(third.statusCode()).as(third.body()).isEqualTo(429);
        assertThat(third.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(third.headers().firstValue("Retry-After")).hasValue("5");
    }

    private static CompletableFuture<Void> listen(String path, Map<String, String> headers, List<String> heard) {
        return HttpClient.newHttpClient()
                .sendAsync(request(path, headers), BodyHandlers.ofLines())
                .thenAcceptAsync(answer -> {
                    try (Stream<String> lines = answer.body()) {
                        lines.forEach(line -> {
                            synchronized (heard) {
                                heard.add(line);
                            }
                        });
                    } catch (UncheckedIOException closed) {
                        throw new IllegalStateException(closed);
                    }
                });
    }

    private static void await(List<String> heard, String line) {
        var deadline = Instant.now().plus(Duration.ofSeconds(10));
        while (Instant.now().isBefore(deadline)) {
            synchronized (heard) {
                if (heard.contains(line)) {
                    return;
                }
            }
            Thread.onSpinWait();
        }
        assertThat(heard).contains(line);
    }

    private static <T> HttpResponse<T> ask(
            String path, Map<String, String> headers, HttpResponse.BodyHandler<T> handler) throws Exception {
        return HttpClient.newHttpClient().send(request(path, headers), handler);
    }

    private static HttpRequest request(String path, Map<String, String> headers) {
        var uri = bank.url().resolve(path);
        var access = phone.tokens().access();
        var request = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(20))
                .header("DPoP", device.proof("GET", uri.toString(), access))
                .header("Authorization", "DPoP " + access);
        headers.forEach(request::header);
        return request.build();
    }

    private static List<String> balance(MobileApp app, String query) {
        var reply = app.get("/v1/wallet" + query);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.headers().get("cache-control")).containsExactly("no-store");
        assertThat(reply.body().path("balances").size()).isEqualTo(1);
        var uzs = reply.body().path("balances").get(0);
        return Stream.of("posted", "held", "available")
                .map(name -> uzs.path(name).path("value"))
                .filter(value -> !value.isMissingNode())
                .map(JsonNode::asString)
                .toList();
    }

    private static List<String> texts(JsonNode lines, String field) {
        return lines.valueStream().map(line -> line.path(field).asString("")).toList();
    }

    private static List<String> amounts(JsonNode lines, String field) {
        return lines.valueStream()
                .map(line -> line.path(field).path("value").asString(""))
                .toList();
    }

    private static Reply pay(MobileApp app, String body) {
        var reply = app.post("/v1/payments", body, MobileApp.newKey());
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply;
    }

    private static String id(Reply reply) {
        return reply.body().path("id").asString();
    }

    private static String order(String amount, String source, String destination) {
        return "{\"amount\":{\"value\":\"%s\",\"currency\":\"UZS\"},\"source\":%s,\"destination\":%s}"
                .formatted(amount, source, destination);
    }

    private static String fromCard(String id) {
        return "{\"type\":\"card\",\"card\":\"%s\"}".formatted(id);
    }

    private static String fromWallet() {
        return "{\"type\":\"wallet\"}";
    }

    private static String toMerchant() {
        return "{\"type\":\"merchant\",\"merchant\":\"%s\"}".formatted(merchant);
    }

    private static String toStranger(String pan) {
        return "{\"type\":\"card\",\"pan\":\"%s\"}".formatted(pan);
    }

    private static void assertProblem(Reply reply, int status, String slug) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.body().path("type").asString()).as(reply.text()).endsWith("/problems/" + slug);
    }
}
