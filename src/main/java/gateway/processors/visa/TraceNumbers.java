package gateway.processors.visa;

import io.r2dbc.spi.R2dbcTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Hands out trace numbers (STAN), 1 to 999999 in a circle, from blocks taken from the database: a restart or another
 * node never repeats one before all others were used.
 */
@Component
final class TraceNumbers {

    /** Field 11 has six digits, and zero is not used. */
    static final int CIRCLE = 999_999;

    private final TraceCounter counter;
    private final Clock clock;
    private final VisaSettings settings;
    private final AtomicReference<Block> current;

    TraceNumbers(TraceCounter counter, Clock clock, VisaSettings settings) {
        this.counter = counter;
        this.clock = clock;
        this.settings = settings;
        this.current = new AtomicReference<>(new Block(0, 0, Instant.MIN));
    }

    /** A number nobody else has. Errors when the database cannot be asked in time. */
    Mono<VisaIdentity> next() {
        return Mono.defer(this::take);
    }

    private Mono<VisaIdentity> take() {
        var block = current.get();
        var now = clock.instant();
        int number = block.take(now);
        return number > 0
                ? Mono.just(VisaIdentity.of(number, now, settings.acceptor().terminal()))
                : block.successor.then(next());
    }

    private Mono<Block> takeBlock() {
        return counter.take(settings.acceptor().terminal(), settings.trace().blockSize())
                .timeout(settings.timeout())
                .onErrorMap(TimeoutException.class, TraceNumbers::slow)
                .map(this::install);
    }

    // Nothing has left us yet: to the client it is what any silence of the database is.
    private static R2dbcTimeoutException slow(Throwable silence) {
        return new R2dbcTimeoutException("No trace numbers in time", silence);
    }

    // The counter only grows; where it stands in the circle follows from it.
    private Block install(long taken) {
        int size = settings.trace().blockSize();
        var block = new Block(
                taken - size, size, clock.instant().plus(settings.trace().life()));
        current.set(block);
        return block;
    }

    /** Numbers that are ours alone until they are used up or stale. */
    private final class Block {

        private final long start;
        private final int size;
        private final Instant until;
        private final AtomicInteger used = new AtomicInteger();

        // Shared: however many wait, the database is asked once. A failure is forgotten, so that the next one asks
        // again.
        private final Mono<Block> successor =
                takeBlock().cache(_ -> Duration.ofMillis(Long.MAX_VALUE), _ -> Duration.ZERO, () -> Duration.ZERO);

        Block(long start, int size, Instant until) {
            this.start = start;
            this.size = size;
            this.until = until;
        }

        /** Zero when there is none left. */
        int take(Instant now) {
            if (now.isAfter(until) || used.get() >= size) {
                return 0;
            }
            int index = used.getAndIncrement();
            return index < size ? (int) ((start + index) % CIRCLE) + 1 : 0;
        }
    }
}
