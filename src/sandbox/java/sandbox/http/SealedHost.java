package sandbox.http;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.HttpServerRoutes;
import sandbox.Counterparty;
import sandbox.books.Books;
import sandbox.faults.FaultPlan;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A counterparty that speaks sealed JSON over HTTP/2: it hears nobody who does not know the secret. */
public abstract class SealedHost implements Counterparty {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final int MOST_LINES = 1_000;

    private final String name;
    private final FaultPlan faults = new FaultPlan();
    private final Map<String, LongAdder> oddities = new ConcurrentHashMap<>();
    private final Seal seal;
    private final Books books;
    private @Nullable DisposableServer server;

    /** @param secret what both sides seal with */
    protected SealedHost(String name, Path books, String secret) {
        this.name = name;
        this.books = new Books(books);
        this.seal = new Seal(secret);
    }

    /** What is answered where; asked once, when it begins to listen. */
    protected abstract void routes(HttpServerRoutes routes);

    /** Last thing that a constructor does. */
    protected final void listen(HttpServer configured) {
        server = configured.route(this::routes).bindNow();
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final int port() {
        return Objects.requireNonNull(server, "listens").port();
    }

    @Override
    public final java.util.Optional<Books> books() {
        return java.util.Optional.of(books);
    }

    /** The same, for itself. */
    protected final Books own() {
        return books;
    }

    protected final Seal seal() {
        return seal;
    }

    @Override
    public final FaultPlan faults() {
        return faults;
    }

    @Override
    public Map<String, Long> oddities() {
        var counts = new TreeMap<String, Long>();
        oddities.forEach((what, count) -> counts.put(what, count.sum()));
        return counts;
    }

    protected final void odd(String what) {
        oddities.computeIfAbsent(what, _ -> new LongAdder()).increment();
    }

    @Override
    public void close() {
        if (server != null) {
            server.disposeNow();
        }
        books.close();
    }

    /** What takes a message that is really theirs. */
    protected interface Desk {

        Mono<Void> take(JsonNode message, Answer answer);
    }

    /** The way back to whoever asked; what goes it is sealed for that question. */
    protected record Answer(HttpServerResponse response, Seal seal, String asked) {

        public Mono<Void> send(int status, String text) {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            return response.status(status)
                    .header("Content-Type", "application/json")
                    .header(Seal.HEADER, seal.sign("ANSWER", asked, bytes))
                    .sendObject(Unpooled.wrappedBuffer(bytes))
                    .then();
        }
    }

    protected final Publisher<Void> sealed(HttpServerRequest request, HttpServerResponse response, Desk desk) {
        return request.receive()
                .aggregate()
                .asByteArray()
                .defaultIfEmpty(new byte[0])
                .flatMap(body -> sealed(request, response, body, desk));
    }

    private Mono<Void> sealed(HttpServerRequest request, HttpServerResponse response, byte[] body, Desk desk) {
        var asked = request.requestHeaders().get(Seal.HEADER);
        var answer = new Answer(response, seal, String.valueOf(asked));
        if (!seal.isRight(asked, request.method().name(), request.uri(), body)) {
            odd("signature");
            return answer.send(401, "{}");
        }
        try {
            return desk.take(JSON.readTree(body), answer);
        } catch (JacksonException e) {
            odd("unreadable");
            return answer.send(400, "{}");
        }
    }

    /** What takes each of many messages; emits the answer to it, at most one, whenever there is one. */
    protected interface Counter {

        Mono<String> take(JsonNode message);
    }

    /** Messages one a line; each answer goes out as it comes, a line with its own seal in front. */
    protected final Publisher<Void> sealedLines(
            HttpServerRequest request, HttpServerResponse response, Counter counter) {
        return request.receive()
                .aggregate()
                .asByteArray()
                .defaultIfEmpty(new byte[0])
                .flatMap(body -> sealedLines(request, response, body, counter));
    }

    private Mono<Void> sealedLines(
            HttpServerRequest request, HttpServerResponse response, byte[] body, Counter counter) {
        var asked = request.requestHeaders().get(Seal.HEADER);
        if (asked == null || !seal.isRight(asked, request.method().name(), request.uri(), body)) {
            odd("signature");
            return new Answer(response, seal, String.valueOf(asked)).send(401, "{}");
        }
        var answers = Flux.fromStream(() -> new String(body, StandardCharsets.UTF_8).lines())
                .flatMap(line -> read(line).flatMap(counter::take), MOST_LINES)
                .map(text -> Unpooled.copiedBuffer(
                        seal.sign("ANSWER", asked, text.getBytes(StandardCharsets.UTF_8)) + " " + text + "\n",
                        StandardCharsets.UTF_8));
        return response.status(200)
                .header("Content-Type", "application/x-ndjson")
                .send(answers, _ -> true)
                .then();
    }

    private Mono<JsonNode> read(String line) {
        try {
            return Mono.just(JSON.readTree(line));
        } catch (JacksonException e) {
            odd("unreadable");
            return Mono.empty();
        }
    }
}
