package sandbox.abs;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.HttpServerRoutes;
import sandbox.Counterparty;
import sandbox.books.BookEntry;
import sandbox.books.Books;
import sandbox.faults.Fault;
import sandbox.faults.FaultPlan;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A core banking system with durable books of its own: {@code POST /documents}, {@code GET /documents/{id}}. A document
 * is booked once however often it comes. Faults of the plan apply; a decline is a rejected document, and silence in its
 * rates is an outage.
 */
public final class AbsHost implements Counterparty {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration DELAY = Duration.ofSeconds(2);
    private static final Duration LATE = Duration.ofSeconds(30);
    private static final int ACCOUNT_DIGITS = 20;

    private final FaultPlan faults = new FaultPlan();
    private final Map<String, Object> beingBooked = new ConcurrentHashMap<>();
    private final AtomicLong repeats = new AtomicLong();
    private final AtomicLong changed = new AtomicLong();
    private final Books books;
    private final DisposableServer server;

    public AbsHost(int port, Path file) {
        books = new Books(file);
        server = HttpServer.create()
                .host("127.0.0.1")
                .port(port)
                .protocol(HttpProtocol.H2C, HttpProtocol.HTTP11)
                .route(this::routes)
                .bindNow();
    }

    @Override
    public String name() {
        return "abs";
    }

    @Override
    public int port() {
        return server.port();
    }

    @Override
    public Optional<Books> books() {
        return Optional.of(books);
    }

    @Override
    public FaultPlan faults() {
        return faults;
    }

    @Override
    public Map<String, Long> oddities() {
        return new TreeMap<>(Map.of("repeated documents", repeats.get(), "changed documents", changed.get()));
    }

    @Override
    public String help() {
        return "abs: POST /documents, GET /documents/{id}; JSON over HTTP/2 without encryption\n";
    }

    @Override
    public void close() {
        server.disposeNow();
        books.close();
    }

    private void routes(HttpServerRoutes routes) {
        routes.post(
                "/documents",
                (request, response) -> request.receive()
                        .aggregate()
                        .asString(StandardCharsets.UTF_8)
                        .defaultIfEmpty("")
                        .flatMap(body -> Mono.from(post(body, response))));
        routes.get("/documents/{id}", this::show);
    }

    /** What a document says that never changes. */
    private record Document(String id, String debit, String credit, long minor, String currency, String bookedAt) {

        static Optional<Document> read(String body) {
            try {
                JsonNode it = JSON.readTree(body);
                var document = new Document(
                        it.path("id").asString(""),
                        it.path("debit").asString(""),
                        it.path("credit").asString(""),
                        new BigDecimal(it.path("amount").asString(""))
                                .movePointRight(2)
                                .longValueExact(),
                        it.path("currency").asString(""),
                        it.path("bookedAt").asString(""));
                return document.isComplete() ? Optional.of(document) : Optional.empty();
            } catch (JacksonException | ArithmeticException | NumberFormatException e) {
                return Optional.empty();
            }
        }

        private boolean isComplete() {
            return id.startsWith("doc_")
                    && debit.length() == ACCOUNT_DIGITS
                    && credit.length() == ACCOUNT_DIGITS
                    && minor > 0
                    && !currency.isEmpty();
        }

        BookEntry entry() {
            return new BookEntry(
                    id,
                    "DOCUMENT",
                    minor,
                    currency,
                    "",
                    Instant.now().toString(),
                    Map.of("debit", debit, "credit", credit, "bookedAt", bookedAt));
        }

        boolean isSameAs(BookEntry entry) {
            return entry.amount() == minor
                    && entry.currency().equals(currency)
                    && debit.equals(entry.facts().get("debit"))
                    && credit.equals(entry.facts().get("credit"));
        }
    }

    private Publisher<Void> post(String body, HttpServerResponse response) {
        var read = Document.read(body);
        if (read.isEmpty()) {
            return answer(response, 422, "rejected", "MALFORMED");
        }
        var document = read.get();
        var fault = faults.money(document.minor());
        if (fault.filter(it -> it == Fault.DECLINE_FUNDS || it == Fault.DECLINE_FRAUD)
                .isPresent()) {
            return answer(response, 422, "rejected", fault.get().name());
        }
        return fault.filter(it -> !it.done()).isPresent()
                ? unanswered(response, fault.get())
                : Mono.defer(() -> Mono.from(booked(document, response, fault)));
    }

    private Publisher<Void> booked(Document document, HttpServerResponse response, Optional<Fault> fault) {
        var known = books.under(document.id());
        if (!known.isEmpty()) {
            repeats.incrementAndGet();
            if (document.isSameAs(known.getFirst())) {
                return answer(response, 200, "duplicate", "");
            }
            changed.incrementAndGet();
            return answer(response, 422, "rejected", "CHANGED");
        }
        // Two at once: the second hears nothing, and asks again.
        if (beingBooked.putIfAbsent(document.id(), document) != null) {
            return response.status(503).send();
        }
        return Mono.fromFuture(books.append(document.entry()))
                .doFinally(_ -> beingBooked.remove(document.id()))
                .then(Mono.defer(() -> Mono.from(accepted(response, fault))));
    }

    private static Publisher<Void> accepted(HttpServerResponse response, Optional<Fault> fault) {
        return switch (fault.orElse(null)) {
            case null -> answer(response, 200, "accepted", "");
            case DELAY -> Mono.delay(DELAY).then(Mono.defer(() -> Mono.from(answer(response, 200, "accepted", ""))));
            case LATE_ANSWER ->
                Mono.delay(LATE).then(Mono.defer(() -> Mono.from(answer(response, 200, "accepted", ""))));
            case GARBLED_ANSWER -> response.sendString(Mono.just("{\"sta"));
            case SILENCE_DONE, RESET_DONE -> unanswered(response, fault.get());
            default -> answer(response, 200, "accepted", "");
        };
    }

    private static Publisher<Void> unanswered(HttpServerResponse response, Fault fault) {
        if (fault == Fault.RESET_DONE || fault == Fault.RESET_NOT_DONE) {
            response.withConnection(connection -> connection.dispose());
        }
        return Mono.never();
    }

    private Publisher<Void> show(HttpServerRequest request, HttpServerResponse response) {
        var known = books.under(String.valueOf(request.param("id")));
        return known.isEmpty() ? response.sendNotFound() : json(response, known.getFirst());
    }

    private static Publisher<Void> answer(HttpServerResponse response, int status, String word, String code) {
        return json(response.status(status), Map.of("status", word, "code", code));
    }

    private static Publisher<Void> json(HttpServerResponse response, Object body) {
        return response.header("Content-Type", "application/json")
                .sendByteArray(Mono.just(JSON.writeValueAsBytes(body)));
    }
}
