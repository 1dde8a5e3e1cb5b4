package sandbox;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.NettyOutbound;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.HttpServerRoutes;
import sandbox.books.BookEntry;
import sandbox.books.Books;
import sandbox.faults.Fault;
import sandbox.faults.FaultPlan.Plan;
import sandbox.sms.Inbox;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The sandbox's own door, for people and tests: read a counterparty's books, make it misbehave, read what arrived on a
 * phone. Nothing of it exists in the real world.
 */
public final class SandboxControl implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int ENTRIES_PER_WRITE = 200;

    private static final String HELP = """
        Sandbox: stand-ins for the world outside the gateway.

        GET  /health                       is it there
        GET  /books/{name}                 everything it did; ?reference= for one message
        GET  /books/{name}/summary         count and sum of each kind
        GET  /faults/{name}                its plan
        GET  /faults/{name}/hits           how often each fault was met
        GET  /oddities/{name}              what it noticed about whoever asks
        PUT  /faults/{name}                a new plan, such as
             {"seed":7,"rates":{"SILENCE_DONE":0.05},"recoveryRates":{"DELAY":0.1}}
        POST /acts/{name}/{act}            it does something of its own accord, see below
        GET  /sms/{phone}                  what arrived on a phone, newest first

        """;

    private final Map<String, Counterparty> counterparties;
    private final Inbox inbox;
    private final DisposableServer server;

    public SandboxControl(int port, List<Counterparty> counterparties, Inbox inbox) {
        this.counterparties = counterparties.stream()
                .collect(Collectors.toMap(Counterparty::name, it -> it, (one, other) -> one, TreeMap::new));
        this.inbox = inbox;
        server = HttpServer.create()
                .host("127.0.0.1")
                .port(port)
                .route(this::routes)
                .bindNow();
    }

    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.disposeNow();
    }

    private void routes(HttpServerRoutes routes) {
        routes.get("/", (request, response) -> text(response, help()));
        routes.get("/health", (request, response) -> json(response, Map.of("status", "UP", "ports", ports())));
        routes.get("/books/{name}", this::books);
        routes.get("/books/{name}/summary", this::summary);
        routes.get("/faults/{name}", this::plan);
        routes.get("/faults/{name}/hits", this::hits);
        routes.get("/oddities/{name}", this::oddities);
        routes.put("/faults/{name}", this::setPlan);
        routes.post("/acts/{name}/{act}", this::act);
        routes.get("/sms/{phone}", (request, response) -> json(response, inbox.of(path(request, "phone"))));
    }

    private String help() {
        var help = new StringBuilder(HELP)
                .append("Any amount that ends in these two digits (tiyin, cents) meets its fault:\n");
        Arrays.stream(Fault.values()).forEach(fault -> help.append("  %02d  %s%n".formatted(fault.magic(), fault)));
        help.append('\n');
        counterparties
                .values()
                .forEach(it -> help.append("port ")
                        .append(it.port())
                        .append("  ")
                        .append(it.help())
                        .append('\n'));
        return help.toString();
    }

    private Map<String, Integer> ports() {
        var ports = new TreeMap<String, Integer>();
        counterparties.values().forEach(it -> ports.put(it.name(), it.port()));
        return ports;
    }

    private Publisher<Void> books(HttpServerRequest request, HttpServerResponse response) {
        var reference = Optional.ofNullable(
                new QueryStringDecoder(request.uri()).parameters().get("reference"));
        return find(request)
                .flatMap(Counterparty::books)
                .<Publisher<Void>>map(books -> stream(
                        response,
                        reference
                                .map(values -> Flux.fromIterable(books.under(values.getFirst())))
                                .orElseGet(() -> everything(books))))
                .orElseGet(response::sendNotFound);
    }

    // Reading a file must not hold up the counterparties, whose event loops these are.
    private static Flux<BookEntry> everything(Books books) {
        return Flux.using(books::entries, Flux::fromStream, Stream::close).subscribeOn(Schedulers.boundedElastic());
    }

    // One entry a line, so that a long book is read while it is written.
    private static NettyOutbound stream(HttpServerResponse response, Flux<BookEntry> entries) {
        var lines = entries.map(JSON::writeValueAsString)
                .index((index, line) -> index == 0 ? line : ",\n" + line)
                .buffer(ENTRIES_PER_WRITE)
                .map(some -> String.join("", some));
        return response.header("Content-Type", "application/json")
                .sendString(Flux.concat(Mono.just("[\n"), lines, Mono.just("\n]\n")));
    }

    private Publisher<Void> summary(HttpServerRequest request, HttpServerResponse response) {
        return find(request)
                .flatMap(Counterparty::books)
                .map(books -> Mono.fromCallable(() -> summary(books))
                        .subscribeOn(Schedulers.boundedElastic())
                        .flatMap(totals -> json(response, totals)))
                .orElseGet(response::sendNotFound);
    }

    /** Count and sum of one kind of entry. */
    record Total(long count, long sum) {

        Total plus(Total other) {
            return new Total(Math.addExact(count, other.count), Math.addExact(sum, other.sum));
        }
    }

    private static Map<String, Total> summary(Books books) {
        var totals = new TreeMap<String, Total>();
        try (var entries = books.entries()) {
            entries.forEach(entry -> totals.merge(entry.kind(), new Total(1, entry.amount()), Total::plus));
        }
        return totals;
    }

    private Publisher<Void> plan(HttpServerRequest request, HttpServerResponse response) {
        return find(request).map(it -> json(response, it.faults().plan())).orElseGet(response::sendNotFound);
    }

    private Publisher<Void> hits(HttpServerRequest request, HttpServerResponse response) {
        return find(request).map(it -> json(response, it.faults().hits())).orElseGet(response::sendNotFound);
    }

    private Publisher<Void> oddities(HttpServerRequest request, HttpServerResponse response) {
        return find(request).map(it -> json(response, it.oddities())).orElseGet(response::sendNotFound);
    }

    private Publisher<Void> setPlan(HttpServerRequest request, HttpServerResponse response) {
        var counterparty = find(request);
        return counterparty.isEmpty()
                ? response.sendNotFound()
                : request.receive()
                        .aggregate()
                        .asByteArray()
                        .defaultIfEmpty(new byte[0])
                        .flatMap(body -> setPlan(counterparty.get(), body, response));
    }

    private static Mono<Void> setPlan(Counterparty counterparty, byte[] body, HttpServerResponse response) {
        try {
            counterparty.faults().set(read(JSON.readTree(body)));
            return json(response, counterparty.faults().plan());
        } catch (JacksonException | IllegalArgumentException e) {
            return text(response.status(400), "Not a plan: " + e.getMessage() + "\n");
        }
    }

    private Publisher<Void> act(HttpServerRequest request, HttpServerResponse response) {
        var counterparty = find(request);
        var act = path(request, "act");
        return counterparty.isEmpty()
                ? response.sendNotFound()
                : request.receive()
                        .aggregate()
                        .asByteArray()
                        .defaultIfEmpty(new byte[0])
                        .flatMap(body -> act(counterparty.get(), act, body, response));
    }

    private static Mono<Void> act(Counterparty it, String act, byte[] body, HttpServerResponse response) {
        return Mono.defer(() -> Mono.fromFuture(it.act(act, JSON.readTree(body))))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(done -> json(response, done))
                .onErrorResume(e -> text(response.status(400), "Not done: " + e.getMessage() + "\n"));
    }

    private static Plan read(JsonNode plan) {
        return new Plan(plan.path("seed").asLong(0), rates(plan.path("rates")), rates(plan.path("recoveryRates")));
    }

    private static Map<Fault, Double> rates(JsonNode node) {
        var rates = new EnumMap<Fault, Double>(Fault.class);
        node.properties()
                .forEach(rate ->
                        rates.put(Fault.valueOf(rate.getKey()), rate.getValue().asDouble(-1)));
        double sum = rates.values().stream().mapToDouble(Double::doubleValue).sum();
        if (sum > 1 || rates.values().stream().anyMatch(rate -> rate < 0)) {
            throw new IllegalArgumentException("each rate is 0 to 1, and so is their sum");
        }
        return rates;
    }

    private Optional<Counterparty> find(HttpServerRequest request) {
        return Optional.ofNullable(counterparties.get(path(request, "name")));
    }

    private static String path(HttpServerRequest request, String name) {
        return Optional.ofNullable(request.param(name)).orElse("");
    }

    private static Mono<Void> json(HttpServerResponse response, Object body) {
        return send(response, "application/json", JSON.writeValueAsString(body) + "\n");
    }

    private static Mono<Void> text(HttpServerResponse response, String body) {
        return send(response, "text/plain; charset=utf-8", body);
    }

    private static Mono<Void> send(HttpServerResponse response, String type, String body) {
        return response.header("Content-Type", type)
                .sendString(Mono.just(body), StandardCharsets.UTF_8)
                .then();
    }
}
