package gateway.processors.humo;

import gateway.processors.Inquiry.Finding;
import gateway.processors.Leg;
import gateway.processors.Outcome;
import gateway.processors.Reversal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import sandbox.books.BookEntry;
import sandbox.faults.Fault;
import sandbox.humo.HumoCards;
import sandbox.humo.HumoHost;

/** The rail, HUMO's stand-in, and what the stand-in's books say. */
final class SandboxedHumo implements AutoCloseable {

    private static final Set<Fault> SILENT =
            EnumSet.of(Fault.DELAY, Fault.SILENCE_DONE, Fault.SILENCE_NOT_DONE, Fault.LATE_ANSWER);
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofSeconds(10);

    final HumoHost host;

    SandboxedHumo(Path folder) {
        host = new HumoHost(0, 0, folder.resolve("humo.books"));
        // The first message of a process is slow; tests of silence must not wait for it.
        send(rail(HumoCards.GOOD), Humo.debit(1_00));
    }

    HumoProcessor rail(String pan) {
        return Humo.processor(settings(LONG), pan);
    }

    /** One that soon gives up when the fault is silence. */
    HumoProcessor railFor(Fault fault) {
        return Humo.processor(settings(SILENT.contains(fault) ? SHORT : LONG), HumoCards.GOOD);
    }

    HumoSettings settings(Duration timeout) {
        return Humo.settings(host.port(), host.middlewarePort(), timeout);
    }

    static Outcome send(HumoProcessor rail, Leg leg) {
        return Objects.requireNonNull(rail.send(leg).block(Humo.PATIENCE));
    }

    static Finding inquire(HumoProcessor rail, Leg leg) {
        return Objects.requireNonNull(rail.inquire(leg).block(Humo.PATIENCE));
    }

    static Reversal reverse(HumoProcessor rail, Leg leg, int attempt) {
        return Objects.requireNonNull(rail.reverse(leg, attempt).block(Humo.PATIENCE));
    }

    static Reversal reverseUntilCertain(HumoProcessor rail, Leg leg) {
        Reversal last = new Reversal.Unclear("not tried");
        for (int attempt = 1; attempt <= 40 && last instanceof Reversal.Unclear; attempt++) {
            last = reverse(rail, leg, attempt);
        }
        return last;
    }

    /** A debit before which, after which and at whose confirm the fault strikes. */
    static <T> List<T> atEveryStage(Fault fault, Function<Leg, Mono<T>> step) {
        return Objects.requireNonNull(Flux.just(999L, 1_000L, 1_001L)
                .map(so -> Humo.debit(so * 100 + fault.magic()))
                .flatMap(step, 3)
                .collectList()
                .block(Humo.PATIENCE));
    }

    List<String> kinds(Leg leg) {
        return entries(leg).stream().map(BookEntry::kind).toList();
    }

    /** What the card's account gained or lost. */
    long moved(Leg leg) {
        return entries(leg).stream().mapToLong(SandboxedHumo::moved).sum();
    }

    List<BookEntry> entries(Leg leg) {
        return host.books().orElseThrow().under(leg.identity().value());
    }

    @Override
    public void close() {
        host.close();
    }

    private static long moved(BookEntry entry) {
        return switch (entry.kind()) {
            case "DEBIT" -> -entry.amount();
            case "REVERSAL", "REFUND" -> entry.amount();
            default -> 0;
        };
    }
}
