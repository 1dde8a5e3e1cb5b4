package sandbox.abs;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.HttpServerRoutes;
import sandbox.books.BookEntry;
import sandbox.faults.Fault;
import sandbox.http.SealedHost;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A core banking system with durable books of its own: {@code POST /documents}, {@code GET /documents/{id}}, over
 * mutual TLS and with sealed words. It makes both certificates beside its books and lets in whoever has the client's,
 * as a bank hands one out. A document is booked once however often it comes. Faults of the plan apply; a decline is a
 * rejected document, and silence in its rates is an outage.
 */
public final class AbsHost extends SealedHost {

    /** What both sides seal with. */
    public static final String SECRET = "sandbox-core-banking-secret";

    private static final String BUNDLE = "abs";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration DELAY = Duration.ofSeconds(2);
    private static final Duration LATE = Duration.ofSeconds(30);
    private static final int ACCOUNT_DIGITS = 20;

    private final Map<String, Object> beingBooked = new ConcurrentHashMap<>();
    private final AtomicLong repeats = new AtomicLong();
    private final AtomicLong changed = new AtomicLong();

    public AbsHost(int port, Path file) {
        super("abs", file, SECRET);
        listen(withMutualTls(port, "abs", tls(file)).route(this::routes));
    }

    private static Path tls(Path books) {
        return books.toAbsolutePath().resolveSibling("abs-tls");
    }

    /**
     * How a gateway reaches one that listens there.
     *
     * @param books its file
     */
    public static Map<String, String> settings(int port, Path books) {
        var pem = "spring.ssl.bundle.pem." + BUNDLE;
        var folder = "file:" + tls(books);
        return Map.of(
                "gateway.corebanking.url",
                "https://localhost:" + port + "/",
                "gateway.corebanking.ssl-bundle",
                BUNDLE,
                "gateway.corebanking.secret",
                SECRET,
                pem + ".keystore.certificate",
                folder + "/gateway.pem",
                pem + ".keystore.private-key",
                folder + "/gateway.key",
                pem + ".truststore.certificate",
                folder + "/abs.pem");
    }

    @Override
    public Map<String, Long> oddities() {
        var all = super.oddities();
        all.put("repeated documents", repeats.get());
        all.put("changed documents", changed.get());
        return all;
    }

    @Override
    public String help() {
        return "abs: POST /documents, GET /documents/{id}; sealed JSON over HTTP/2 with mutual TLS\n";
    }

    private void routes(HttpServerRoutes routes) {
        routes.post("/documents", (request, response) -> sealed(request, response, this::post));
        routes.get("/documents/{id}", this::show);
    }

    /** What a document says that never changes. */
    private record Document(String id, String debit, String credit, long minor, String currency, String bookedAt) {

        static Optional<Document> read(JsonNode it) {
            try {
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
            } catch (ArithmeticException | NumberFormatException e) {
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
                    && credit.equals(entry.facts().get("credit"))
                    && bookedAt.equals(entry.facts().get("bookedAt"));
        }
    }

    private Mono<Void> post(JsonNode body, Answer answer) {
        var read = Document.read(body);
        if (read.isEmpty()) {
            return say(answer, 422, "rejected", "MALFORMED");
        }
        var document = read.get();
        // Nobody chooses the amount of a fee's part: magic amounts would break what was not meant to.
        var fault = faults().money(0);
        if (fault.filter(it -> it == Fault.DECLINE_FUNDS || it == Fault.DECLINE_FRAUD)
                .isPresent()) {
            return say(answer, 422, "rejected", fault.get().name());
        }
        return fault.filter(it -> !it.done()).isPresent()
                ? unanswered(answer, fault.get())
                : Mono.defer(() -> booked(document, answer, fault));
    }

    private Mono<Void> booked(Document document, Answer answer, Optional<Fault> fault) {
        var known = own().under(document.id());
        if (!known.isEmpty()) {
            repeats.incrementAndGet();
            if (document.isSameAs(known.getFirst())) {
                return say(answer, 200, "duplicate", "");
            }
            changed.incrementAndGet();
            return say(answer, 422, "rejected", "CHANGED");
        }
        // Two at once: the second hears nothing, and asks again.
        if (beingBooked.putIfAbsent(document.id(), document) != null) {
            return answer.send(503, "");
        }
        // Let go of before the answer goes out, so that whoever heard it may come again at once.
        return Mono.using(document::id, _ -> Mono.fromFuture(own().append(document.entry())), beingBooked::remove)
                .then(Mono.defer(() -> accepted(answer, fault)));
    }

    private static Mono<Void> accepted(Answer answer, Optional<Fault> fault) {
        return switch (fault.orElse(null)) {
            case null -> say(answer, 200, "accepted", "");
            case DELAY -> Mono.delay(DELAY).then(Mono.defer(() -> say(answer, 200, "accepted", "")));
            case LATE_ANSWER -> Mono.delay(LATE).then(Mono.defer(() -> say(answer, 200, "accepted", "")));
            case GARBLED_ANSWER -> answer.send(200, "{\"sta");
            case SILENCE_DONE, RESET_DONE -> unanswered(answer, fault.get());
            default -> say(answer, 200, "accepted", "");
        };
    }

    private static Mono<Void> unanswered(Answer answer, Fault fault) {
        if (fault == Fault.RESET_DONE || fault == Fault.RESET_NOT_DONE) {
            answer.response().withConnection(connection -> connection.dispose());
        }
        return Mono.never();
    }

    private Publisher<Void> show(HttpServerRequest request, HttpServerResponse response) {
        var known = own().under(String.valueOf(request.param("id")));
        return known.isEmpty()
                ? response.sendNotFound()
                : response.header("Content-Type", "application/json")
                        .sendByteArray(Mono.just(JSON.writeValueAsBytes(known.getFirst())));
    }

    private static Mono<Void> say(Answer answer, int status, String word, String code) {
        return answer.send(status, JSON.writeValueAsString(Map.of("status", word, "code", code)));
    }
}
