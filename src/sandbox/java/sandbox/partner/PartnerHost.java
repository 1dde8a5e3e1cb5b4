package sandbox.partner;

import gateway.platform.crypto.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.HttpServerRoutes;
import sandbox.books.BookEntry;
import sandbox.books.Books;
import sandbox.faults.Fault;
import sandbox.http.Answering;
import sandbox.http.HttpHost;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A partner's server. {@code POST /hooks/NAME} takes an event, writes it into a book and then says so; the fault plan
 * makes it fail. An event that comes again and says something else is an oddity. {@code /hooks/NAME/gone},
 * {@code busy}, {@code broken}, {@code elsewhere}, {@code silent}, {@code endless} always do the same.
 */
public final class PartnerHost extends HttpHost {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final byte[] THANKS = "{\"thanks\":true}".getBytes(StandardCharsets.UTF_8);
    private static final String TYPE = "application/json";

    private final Map<String, LongAdder> asked = new ConcurrentHashMap<>();
    private final Trust trust;

    /** @param books where its book is; what it was told to trust is beside it */
    public PartnerHost(int port, Path books) {
        super("partner", new Books(books));
        this.trust = new Trust(books.resolveSibling(books.getFileName() + ".keys"));
        listen(at(port).route(this::routes));
    }

    /** How often each path was called. */
    public Map<String, Long> asked() {
        return asked.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().sum(), Long::sum, TreeMap::new));
    }

    @Override
    public String help() {
        return """
            partner: takes webhooks at POST /hooks/NAME once it knows the secret:
              POST /acts/partner/trust {"secret":"whsec_…"}; /hooks/NAME/gone 410, busy 429 with Retry-After,
              broken 500, elsewhere 302, silent, endless do always the same; faults/partner for the rest
            """;
    }

    /** {@code trust} with {@code secret}: what it checks signatures with from now on. */
    @Override
    public CompletableFuture<?> act(String act, JsonNode words) {
        if (!act.equals("trust")) {
            throw new IllegalArgumentException("It only knows trust");
        }
        trust.add(words.path("secret").asString(""));
        return CompletableFuture.completedFuture(Map.of("trusted", true));
    }

    private void routes(HttpServerRoutes routes) {
        routes.post("/hooks/{name}", this::take);
        routes.post("/hooks/{name}/{always}", this::always);
        routes.get("/hooks/{name}", (_, response) -> odd("redirect followed", response));
    }

    private Publisher<Void> odd(String what, HttpServerResponse response) {
        odd(what);
        return answer(response, 200);
    }

    private Publisher<Void> always(HttpServerRequest request, HttpServerResponse response) {
        count(request);
        return switch (String.valueOf(request.param("always"))) {
            case "gone" -> answer(response, 410);
            case "busy" -> answer(response.header("Retry-After", "2"), 429);
            case "elsewhere" -> answer(response.header("Location", "/hooks/shop"), 302);
            case "silent" -> Mono.never();
            case "endless" ->
                response.header("Content-Type", "text/plain")
                        .sendString(Flux.interval(Duration.ofMillis(5))
                                .onBackpressureDrop()
                                .map(_ -> "x".repeat(200)));
            default -> answer(response, 500);
        };
    }

    private Publisher<Void> take(HttpServerRequest request, HttpServerResponse response) {
        count(request);
        var headers = request.requestHeaders().entries().stream()
                .collect(Collectors.groupingBy(
                        header -> header.getKey().toLowerCase(Locale.ROOT),
                        Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        return body(request)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .flatMap(body -> Mono.from(take(String.valueOf(request.param("name")), headers, body, response)));
    }

    private Publisher<Void> take(
            String name, Map<String, List<String>> headers, String body, HttpServerResponse response) {
        if (!trust.isRight(headers, body)) {
            odd("signature");
            return answer(response, 401);
        }
        var fault = faults().money(0);
        if (fault.isPresent() && !fault.get().done()) {
            return refused(response, fault.get());
        }
        try {
            var entry =
                    entry(name, headers.getOrDefault("webhook-id", List.of("")).getFirst(), body);
            var first = own().under(entry.reference()).stream().findFirst();
            if (first.isPresent()
                    && !Objects.equals(
                            first.get().facts().get("said"), entry.facts().get("said"))) {
                odd("changed");
            }
            return Mono.fromFuture(own().append(entry)).thenMany(Flux.defer(() -> kept(response, fault)));
        } catch (JacksonException e) {
            odd("unreadable");
            return answer(response, 400);
        }
    }

    // What rails decline, a partner answers with errors of its own.
    private static Publisher<Void> refused(HttpServerResponse response, Fault fault) {
        return switch (fault) {
            case DECLINE_FUNDS -> answer(response, 500);
            case DECLINE_FRAUD -> answer(response.header("Retry-After", "1"), 429);
            default -> Answering.send(response, TYPE, THANKS, Optional.of(fault));
        };
    }

    // It has the event. Faults that rails know and HTTP does not are a redirect and a reset amid the answer here.
    private static Publisher<Void> kept(HttpServerResponse response, Optional<Fault> fault) {
        return switch (fault.orElse(null)) {
            case WRONG_NAME -> answer(response.header("Location", "/hooks/elsewhere"), 302);
            case GARBLED_ANSWER -> Answering.breakOff(response, TYPE, THANKS);
            case null, default -> Answering.send(response, TYPE, THANKS, fault);
        };
    }

    private BookEntry entry(String name, String id, String body) {
        var event = JSON.readTree(body);
        var data = event.path("data");
        return new BookEntry(
                id,
                own().knows(id) ? "REPEAT" : "EVENT",
                event.path("number").asLong(0),
                "",
                "",
                Instant.now().toString(),
                Map.of(
                        "endpoint",
                        name,
                        "type",
                        event.path("type").asString(""),
                        "object",
                        data.path("id").asString(""),
                        "version",
                        String.valueOf(data.path("version").asInt(0)),
                        "said",
                        Sha256.base64Url(body)));
    }

    private static Publisher<Void> answer(HttpServerResponse response, int status) {
        return response.status(status).header("Content-Type", TYPE).sendByteArray(Mono.just(THANKS));
    }

    private void count(HttpServerRequest request) {
        asked.computeIfAbsent("/" + request.path(), _ -> new LongAdder()).increment();
    }
}
