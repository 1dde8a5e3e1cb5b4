package gateway.processors.visa;

import gateway.cards.CardDetails;
import gateway.cards.CardProblem;
import gateway.cards.CardVault;
import gateway.cards.Pan;
import gateway.cards.Scheme;
import gateway.processors.Leg;
import gateway.processors.LegRequest;
import gateway.processors.LegRequest.Kind;
import gateway.processors.Outcome;
import gateway.processors.Reversal;
import gateway.shared.ids.CardId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.awaitility.Awaitility;
import reactor.core.publisher.Mono;
import sandbox.books.BookEntry;
import sandbox.visa.VisaHost;

/** The whole rail, wired by hand, and the host at its other end. */
final class VisaRig implements AutoCloseable {

    static final String GOOD = "4111111111111111";
    static final Duration WAIT = Duration.ofSeconds(10);

    final VisaHost host;
    final VisaSettings settings;
    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    final VisaClient client;
    final VisaProcessor processor;
    final VisaRegistrar registrar;
    private final Map<CardId, CardDetails> cards = new ConcurrentHashMap<>();

    VisaRig(Path folder) {
        this(folder, Duration.ofMillis(1_200), 500);
    }

    VisaRig(Path folder, Duration timeout, int maxInFlight) {
        this(new VisaHost(0, folder.resolve("visa.jsonl")), timeout, maxInFlight);
    }

    private VisaRig(VisaHost host, Duration timeout, int maxInFlight) {
        this.host = host;
        this.settings = settings(host.port(), timeout, maxInFlight);
        var clock = Clock.systemUTC();
        var taken = new AtomicLong();
        var numbers = new TraceNumbers((_, count) -> Mono.fromSupplier(() -> taken.addAndGet(count)), clock, settings);
        var format = new VisaFormat(settings, clock);
        CardVault vault = this::open;
        this.client = new VisaClient(settings, clock, RandomGenerator.getDefault(), metrics);
        this.processor = new VisaProcessor(vault, numbers, format, client, settings);
        this.registrar = new VisaRegistrar(numbers, format, client);
    }

    /** Connected and signed on. */
    static VisaRig started(Path folder) {
        return new VisaRig(folder).start();
    }

    VisaRig start() {
        client.start();
        awaitSignedOn(settings.connections());
        return this;
    }

    static VisaSettings settings(int port, Duration timeout, int maxInFlight) {
        return new VisaSettings(
                "127.0.0.1",
                port,
                2,
                maxInFlight,
                timeout,
                new VisaSettings.Stations("123456", "000000"),
                new VisaSettings.Acceptor(
                        "400001",
                        "OQIM0001",
                        "OQIM00000000001",
                        "OQIM",
                        "TASHKENT",
                        "UZ",
                        "860",
                        ZoneId.of("Asia/Tashkent")),
                new VisaSettings.Link(
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(5),
                        Duration.ofMillis(300),
                        3,
                        Duration.ofMillis(20),
                        Duration.ofMillis(200),
                        Duration.ofSeconds(2)),
                new VisaSettings.Trace(50, Duration.ofSeconds(60), 1000));
    }

    /** With its identity, not sent yet. */
    Leg leg(Kind kind, long minor, String pan) {
        var card = new CardId(UUID.randomUUID());
        cards.put(card, new CardDetails(card, Scheme.VISA, Pan.parse(pan).orElseThrow(), YearMonth.of(2099, 12), null));
        var payee = new LegRequest.Payee("Oʻzbekiston Do'koni", "5411");
        var request = new LegRequest(UUID.randomUUID(), kind, new Money(minor, Asset.UZS), card, payee, null);
        return new Leg(request, get(processor.identify(request)), null);
    }

    Leg debit(long minor) {
        return leg(Kind.DEBIT, minor, GOOD);
    }

    static <T> T get(Mono<T> mono) {
        return Objects.requireNonNull(mono.block(WAIT));
    }

    Outcome send(Leg leg) {
        return get(processor.send(leg));
    }

    Reversal reverse(Leg leg, int attempt) {
        return get(processor.reverse(leg, attempt));
    }

    /** What the host booked for the message, by kind. */
    List<String> booked(Leg leg) {
        return host.books().orElseThrow().under(leg.identity().value()).stream()
                .map(BookEntry::kind)
                .toList();
    }

    List<BookEntry> entries(Leg leg) {
        return host.books().orElseThrow().under(leg.identity().value());
    }

    private Mono<CardDetails> open(CardId id) {
        var card = cards.get(id);
        return card == null ? Mono.error(CardProblem.CARD_NOT_FOUND.because("no such card")) : Mono.just(card);
    }

    int strays(Exchanges.Stray kind) {
        return (int) metrics.get("oqim.rail.late.answers")
                .tag("kind", kind.name().toLowerCase(java.util.Locale.ROOT))
                .counter()
                .count();
    }

    void awaitSignedOn(int connections) {
        await(() -> client.signedOn() == connections);
    }

    void await(java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await().atMost(WAIT).pollInterval(Duration.ofMillis(5)).until(condition);
    }

    void stop() throws InterruptedException {
        var stopped = new CountDownLatch(1);
        client.stop(stopped::countDown);
        if (!stopped.await(WAIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("The client did not stop");
        }
    }

    @Override
    public void close() {
        client.close();
        host.close();
    }
}
