package sandbox.antifraud;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.HttpServerRoutes;
import sandbox.books.BookEntry;
import sandbox.faults.Fault;
import sandbox.http.Seal;
import sandbox.http.SealedHost;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A state antifraud over HTTP/2 with signed JSON, in a protocol that is ours. An amount decides by its last two digits:
 * 91 is denied, 92 held, 93 wants a confirmation, 94 is answered late, 95 never, 96 unreadably. A payee whose id ends
 * in {@code ffff} is always denied. A fault plan's DELAY, SILENCE_NOT_DONE and GARBLED_ANSWER do the same to any
 * amount.
 */
public final class AntifraudHost extends SealedHost {

    /** What both sides sign with. */
    public static final String SECRET = "sandbox-antifraud-secret";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration LATE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String LISTED_PAYEE_ENDS_WITH = "ffff";

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    public AntifraudHost(int port, Path books) {
        super("antifraud", books, SECRET);
        listen(at(port).protocol(HttpProtocol.H2C, HttpProtocol.HTTP11).route(this::routes));
    }

    @Override
    public String help() {
        return "State antifraud (our protocol). Amounts ending in 91 deny, 92 hold, 93 confirm, 94 late, 95 silent,"
                + " 96 unreadable. POST /orders?gateway=http://127.0.0.1:PORT sends the gateway a restriction order:"
                + " {\"orderId\":\"o-1\",\"action\":\"freeze\",\"subject\":{\"type\":\"customer\",\"id\":\"cus_…\"},"
                + "\"issuedAt\":\"2026-11-26T12:00:00Z\",\"reason\":\"suspected\"}";
    }

    @Override
    public void close() {
        client.close();
        super.close();
    }

    private void routes(HttpServerRoutes routes) {
        routes.post("/v1/checks", (request, response) -> sealed(request, response, this::check));
        routes.post("/v1/checks/batch", (request, response) -> sealedLines(request, response, this::judged));
        routes.post("/v1/incidents", (request, response) -> sealed(request, response, this::incident));
        routes.post("/orders", this::order);
    }

    /** @param text of the answer, whole */
    private record Judged(String text, Way way) {

        /** As it goes out; never, where it does not. */
        Mono<String> told() {
            return switch (way) {
                case AT_ONCE -> Mono.just(text);
                case LATE -> Mono.delay(LATE).thenReturn(text);
                case NEVER -> Mono.never();
                case UNREADABLE -> Mono.just(text.substring(0, text.length() / 2));
            };
        }
    }

    private Mono<Void> check(JsonNode check, Answer answer) {
        return judge(check)
                .flatMap(judged -> judged.isEmpty()
                        ? answer.send(422, "{}")
                        : judged.get().told().flatMap(text -> answer.send(200, text)));
    }

    private Mono<String> judged(JsonNode check) {
        return judge(check).flatMap(judged -> judged.map(Judged::told).orElseGet(Mono::empty));
    }

    // Empty where it is none.
    private Mono<Optional<Judged>> judge(JsonNode check) {
        var id = check.path("requestId").asString("");
        long amount = check.path("operation").path("amount").asLong(-1);
        if (id.isEmpty() || amount < 0) {
            odd("incomplete");
            return Mono.just(Optional.empty());
        }
        if (own().knows(id)) {
            odd("repeated check");
        }
        var decision = decision(amount, check.path("payee").path("id").asString(""));
        var text = JSON.writeValueAsString(Map.of(
                "requestId",
                id,
                "decision",
                decision,
                "reason",
                decision.equals("ALLOW") ? "" : "LISTED",
                "caseId",
                "af-" + id));
        var entry = entry(id, "CHECK_" + decision, amount, check.path("operation"));
        return Mono.fromFuture(own().append(entry)).thenReturn(Optional.of(new Judged(text, way(amount))));
    }

    private static String decision(long amount, String payee) {
        if (payee.endsWith(LISTED_PAYEE_ENDS_WITH)) {
            return "DENY";
        }
        return switch ((int) (amount % 100)) {
            case 91 -> "DENY";
            case 92 -> "HOLD";
            case 93 -> "CONFIRM";
            default -> "ALLOW";
        };
    }

    private enum Way {
        AT_ONCE,
        LATE,
        NEVER,
        UNREADABLE
    }

    private Way way(long amount) {
        return switch ((int) (amount % 100)) {
            case 94 -> Way.LATE;
            case 95 -> Way.NEVER;
            case 96 -> Way.UNREADABLE;
            default -> faults().money(0).map(AntifraudHost::way).orElse(Way.AT_ONCE);
        };
    }

    private static Way way(Fault fault) {
        return switch (fault) {
            case DELAY, LATE_ANSWER -> Way.LATE;
            case SILENCE_NOT_DONE, SILENCE_DONE, RESET_DONE, RESET_NOT_DONE -> Way.NEVER;
            case GARBLED_ANSWER -> Way.UNREADABLE;
            case DECLINE_FUNDS, DECLINE_FRAUD, DUPLICATE_ANSWER, CONFLICTING_ANSWER, OVERTAKEN_ANSWER, WRONG_NAME ->
                Way.AT_ONCE;
        };
    }

    private Mono<Void> incident(JsonNode incident, Answer answer) {
        var id = incident.path("incidentId").asString("");
        var text = JSON.writeValueAsString(Map.of("incidentId", id, "caseId", "in-" + id));
        if (faults().recovery().isPresent()) {
            return Mono.never();
        }
        if (own().knows(id)) {
            odd("repeated incident");
            return answer.send(200, text);
        }
        return Mono.fromFuture(own().append(entry(id, "INCIDENT", 0, incident)))
                .then(Mono.defer(() -> answer.send(200, text)));
    }

    private Publisher<Void> order(HttpServerRequest request, HttpServerResponse response) {
        var gateway = new QueryStringDecoder(request.uri())
                .parameters()
                .getOrDefault("gateway", List.of("http://127.0.0.1:8080"))
                .getFirst();
        return body(request)
                .flatMap(order -> Mono.fromCallable(() -> order(URI.create(gateway), order))
                        .subscribeOn(Schedulers.boundedElastic()))
                .flatMap(answer -> answer(response.status(answer.statusCode()), answer.body()));
    }

    /** Sends the gateway an order, signed, and writes down that it did. Blocks. */
    public HttpResponse<String> order(URI gateway, byte[] order) throws IOException, InterruptedException {
        var path = "/antifraud/orders";
        var id = JSON.readTree(order).path("orderId").asString("");
        var answer = client.send(
                HttpRequest.newBuilder(gateway.resolve(path))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json")
                        .header(Seal.HEADER, seal().sign("POST", path, order))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(order))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        own().append(new BookEntry(
                        id,
                        "ORDER",
                        0,
                        "",
                        "",
                        Instant.now().toString(),
                        Map.of("status", String.valueOf(answer.statusCode()))))
                .join();
        return answer;
    }

    private static BookEntry entry(String reference, String kind, long amount, JsonNode facts) {
        return new BookEntry(
                reference,
                kind,
                amount,
                facts.path("currency").asString(""),
                "",
                Instant.now().toString(),
                Map.of("kind", facts.path("kind").asString(facts.path("type").asString(""))));
    }

    private static Mono<Void> answer(HttpServerResponse response, String text) {
        return response.header("Content-Type", "application/json")
                .sendObject(Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.UTF_8)))
                .then();
    }
}
