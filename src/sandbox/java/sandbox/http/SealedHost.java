package sandbox.http;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import sandbox.books.Books;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A counterparty that speaks sealed JSON over HTTP/2: it hears nobody who does not know the secret. */
public abstract class SealedHost extends HttpHost {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final int MOST_LINES = 1_000;

    private final Seal seal;

    /** @param secret what both sides seal with */
    protected SealedHost(String name, Path books, String secret) {
        super(name, new Books(books));
        this.seal = new Seal(secret);
    }

    protected final Seal seal() {
        return seal;
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
        return body(request).flatMap(body -> sealed(request, response, body, desk));
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
        return body(request).flatMap(body -> sealedLines(request, response, body, counter));
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
