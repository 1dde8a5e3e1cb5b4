package gateway.processors.visa;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

class TraceNumbersTest {

    private static final Instant NOW = Instant.parse("2026-03-01T05:15:30Z");
    private static final VisaSettings SETTINGS = VisaRig.settings(1, Duration.ofMillis(200), 1);

    private final AtomicLong taken = new AtomicLong();
    private final AtomicInteger visits = new AtomicInteger();
    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
    private final Clock clock = InstantSource.system().withZone(ZoneOffset.UTC);

    @Test
    void skipsZeroWhereTheCircleCloses() {
        taken.set(TraceNumbers.CIRCLE - 2);

        var traces = numbers().next().repeat(3).map(VisaIdentity::trace).collectList();

        StepVerifier.create(traces)
                .assertNext(found -> assertThat(found).containsExactly("999998", "999999", "000001", "000002"))
                .verifyComplete();
    }

    @Test
    void visitsTheDatabaseOncePerBlockHoweverManyWait() {
        var numbers = numbers();

        var traces = Flux.range(0, 500)
                .flatMap(_ -> numbers.next().subscribeOn(Schedulers.parallel()), 64)
                .map(VisaIdentity::trace)
                .collectList()
                .block(Duration.ofSeconds(10));

        assertThat(traces).hasSize(500).doesNotHaveDuplicates();
        assertThat(visits.get()).isBetween(10, 11);
    }

    @Test
    void dropsABlockThatGrewOld() {
        var numbers = new TraceNumbers(this::take, clockAt(), SETTINGS);
        numbers.next().block();

        now.set(NOW.plusSeconds(61));

        assertThat(numbers.next().map(VisaIdentity::trace).block()).isEqualTo("000051");
    }

    @Test
    void forgetsAFailureAndAsksAgain() {
        var fails = new AtomicInteger(1);
        TraceCounter counter = (terminal, count) -> Mono.defer(() -> fails.getAndDecrement() > 0
                ? Mono.error(new IllegalStateException("no database"))
                : take(terminal, count));
        var numbers = new TraceNumbers(counter, clock, SETTINGS);

        StepVerifier.create(numbers.next()).verifyError(IllegalStateException.class);
        StepVerifier.create(numbers.next()).expectNextCount(1).verifyComplete();
    }

    @Test
    void waitsForTheDatabaseOnlySoLong() {
        var numbers = new TraceNumbers((_, _) -> Mono.never(), clock, SETTINGS);

        StepVerifier.create(numbers.next()).verifyError(io.r2dbc.spi.R2dbcTimeoutException.class);
    }

    private TraceNumbers numbers() {
        return new TraceNumbers(this::take, clock, SETTINGS);
    }

    private Mono<Long> take(String terminal, int count) {
        return Mono.fromSupplier(() -> {
            visits.incrementAndGet();
            return taken.addAndGet(count);
        });
    }

    private Clock clockAt() {
        InstantSource source = now::get;
        return source.withZone(ZoneOffset.UTC);
    }
}
