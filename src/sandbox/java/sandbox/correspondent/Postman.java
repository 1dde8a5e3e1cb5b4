package sandbox.correspondent;

import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.client.HttpClient;
import sandbox.books.BookEntry;
import sandbox.books.Books;
import sandbox.http.Seal;

/**
 * Brings what the bank says, again and again until it has been taken and each link's in order, also after a restart:
 * what is to be said stands in the books before anybody hears of it.
 */
final class Postman implements AutoCloseable {

    static final String SAY = "SAY";
    static final String SAID = "SAID";

    private static final Duration ROUND = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Books books;
    private final Seal seal;
    private final Path folder;
    private final HttpClient http;
    private final Map<String, BookEntry> waiting = new ConcurrentHashMap<>();
    private final Disposable rounds;
    private volatile @Nullable String gateway;

    /**
     * @param folder of the bank that is reached by files
     * @param shown by the other one, wherever it brings something
     */
    Postman(Books books, Seal seal, Path folder, Shown shown) {
        this.books = books;
        this.seal = seal;
        this.folder = folder;
        this.http = shown.client();
        books.all().forEach((id, entries) -> remember(entries));
        this.rounds = Flux.interval(ROUND)
                .onBackpressureDrop()
                .concatMap(_ -> round())
                .subscribe();
    }

    private void remember(List<BookEntry> entries) {
        var last = entries.getLast();
        if (last.kind().equals(SAY)) {
            waiting.put(last.reference(), last);
        }
    }

    /** @param base where the gateway listens, such as {@code https://localhost:8543} */
    void reach(String base) {
        this.gateway = base;
    }

    /** Completes when it is sure to be said. */
    Mono<Void> say(String link, String id, String xml, Duration after) {
        var entry = new BookEntry(
                id,
                SAY,
                0,
                "",
                "",
                Instant.now().toString(),
                Map.of(
                        "link",
                        link,
                        "xml",
                        xml,
                        "due",
                        Instant.now().plus(after).toString()));
        return Mono.fromFuture(() -> books.append(entry)).doOnSuccess(_ -> waiting.put(id, entry));
    }

    int waiting() {
        return waiting.size();
    }

    private Mono<Void> round() {
        var now = Instant.now();
        var due = waiting.values().stream()
                .filter(it -> !Instant.parse(it.facts().getOrDefault("due", "")).isAfter(now))
                .sorted(Comparator.comparing(it -> it.facts().getOrDefault("due", "")))
                .collect(Collectors.groupingBy(it -> it.facts().getOrDefault("link", "")));
        return Flux.fromIterable(due.values()).concatMap(this::inTurn).then();
    }

    // What a bank says second is not heard first: what was not taken keeps the link's others waiting.
    private Mono<Void> inTurn(List<BookEntry> ofLink) {
        return Flux.fromIterable(ofLink)
                .concatMap(it -> bring(it).onErrorReturn(false))
                .takeUntil(taken -> !taken)
                .then();
    }

    private Mono<Boolean> bring(BookEntry it) {
        var taken = CorrespondentHost.FILES.equals(it.facts().get("link")) ? drop(it) : post(it);
        return taken.flatMap(yes -> yes
                ? Mono.fromFuture(() -> books.append(said(it)))
                        .doOnSuccess(_ -> waiting.remove(it.reference()))
                        .thenReturn(true)
                : Mono.just(false));
    }

    private static BookEntry said(BookEntry it) {
        return new BookEntry(it.reference(), SAID, 0, "", "", Instant.now().toString(), Map.of());
    }

    private Mono<Boolean> drop(BookEntry it) {
        return Mono.fromCallable(() -> write(it)).subscribeOn(Schedulers.boundedElastic());
    }

    private boolean write(BookEntry it) throws IOException {
        var in = Files.createDirectories(folder.resolve("in"));
        // Their file system sorts by name: what was said first comes first.
        var name = it.facts().getOrDefault("due", "").replaceAll("[^0-9]", "") + "-" + it.reference();
        var unfinished = in.resolve(name + ".tmp");
        Files.write(unfinished, it.facts().getOrDefault("xml", "").getBytes(StandardCharsets.UTF_8));
        Files.move(unfinished, in.resolve(name + ".xml"), StandardCopyOption.ATOMIC_MOVE);
        return true;
    }

    private Mono<Boolean> post(BookEntry it) {
        var base = gateway;
        if (base == null) {
            return Mono.just(false);
        }
        var body = it.facts().getOrDefault("xml", "").getBytes(StandardCharsets.UTF_8);
        var path = "/correspondents/" + it.facts().get("link") + "/messages";
        return http.headers(headers -> headers.set("Content-Type", "application/xml")
                        .set("Content-Length", body.length)
                        .set(Seal.HEADER, seal.sign("POST", path, body)))
                .post()
                .uri(base + path)
                .send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(body)))
                .responseSingle((response, content) -> content.asString()
                        .defaultIfEmpty("")
                        .map(text -> isOver(response.status().code(), text)))
                .timeout(PATIENCE);
    }

    // What is refused will not be taken by saying it again; whom they do not let in has said nothing yet.
    private static boolean isOver(int status, String text) {
        return switch (status) {
            case 200, 409, 422 -> true;
            case 403 -> !text.contains("correspondent-certificate");
            default -> false;
        };
    }

    @Override
    public void close() {
        rounds.dispose();
    }
}
