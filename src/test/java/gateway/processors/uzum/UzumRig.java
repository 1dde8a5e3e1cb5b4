package gateway.processors.uzum;

import gateway.processors.HttpTerms;
import gateway.processors.Inquiry.Finding;
import gateway.processors.Leg;
import gateway.processors.LegRequest;
import gateway.processors.LegRequest.Kind;
import gateway.processors.LegRequest.Payee;
import gateway.processors.LegRequest.Purse;
import gateway.processors.Outcome;
import gateway.processors.Reversal;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import sandbox.books.BookEntry;
import sandbox.faults.Fault;
import sandbox.faults.FaultPlan.Plan;
import sandbox.uzum.UzumHost;

/** The rail and the sandbox's Uzum, wired over a real socket. */
final class UzumRig implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    final UzumHost host;
    final UzumProcessor rail;
    final UzumProcessor doubting;
    private final UzumClient client;
    private final AtomicInteger codes = new AtomicInteger();

    UzumRig(Path folder) {
        host = new UzumHost(0, folder.resolve("uzum.jsonl"));
        client = new UzumClient(settings(true), Clock.systemUTC());
        rail = new UzumProcessor(client, settings(true));
        doubting = new UzumProcessor(client, settings(false));
        // The first call of a cold JVM may take longer than a test of silence should wait.
        var _ = send(debit(1_000));
    }

    private UzumSettings settings(boolean absenceIsProof) {
        return new UzumSettings(
                URI.create("http://127.0.0.1:" + host.port() + "/"),
                1,
                77,
                "sandbox",
                "Oqim",
                absenceIsProof,
                Duration.ofMillis(900),
                HttpTerms.usual());
    }

    static <T> T now(Mono<T> answer) {
        return Objects.requireNonNull(answer.block(PATIENCE));
    }

    /** One that nobody was shown before. */
    String code() {
        return "9%039d".formatted(codes.incrementAndGet());
    }

    Leg debit(long minor) {
        return debit(code(), minor);
    }

    Leg debit(String code, long minor) {
        return leg(Kind.DEBIT, new Purse.ByCode(code), minor, null);
    }

    Leg refund(Leg original, long minor) {
        return leg(Kind.REFUND, new Purse.ByCode(""), minor, original);
    }

    Leg leg(Kind kind, Purse purse, long minor, @Nullable Leg original) {
        var request = new LegRequest(
                UUID.randomUUID(),
                kind,
                new Money(minor, Asset.UZS),
                purse,
                new Payee("Non va choy", "5411"),
                original);
        return new Leg(request, now(rail.identify(request)), null);
    }

    Outcome send(Leg leg) {
        return now(rail.send(leg));
    }

    Finding inquire(Leg leg) {
        return now(rail.inquire(leg));
    }

    Reversal reverse(Leg leg) {
        return now(rail.reverse(leg, 1));
    }

    /** The leg as it is stored after it was approved. */
    Leg approved(Leg leg) {
        return new Leg(leg.request(), leg.identity(), ((Outcome.Approved) send(leg)).railReference());
    }

    List<String> kindsUnder(Leg leg) {
        return host.books().orElseThrow().under(leg.identity().value()).stream()
                .map(BookEntry::kind)
                .toList();
    }

    void always(Fault onRecovery) {
        host.faults().set(new Plan(1, Map.of(), Map.of(onRecovery, 1.0)));
    }

    void never() {
        host.faults().set(Plan.NONE);
    }

    @Override
    public void close() {
        client.close();
        host.close();
    }
}
