package gateway.platform.resilience;

import gateway.platform.journal.JournalProblem;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Work that goes on when the client hangs up: money under way is never left half done because a phone lost its signal.
 * It is counted, bounded, and waited for at shutdown.
 */
public final class InFlight {

    private static final Logger LOG = LoggerFactory.getLogger(InFlight.class);

    private final int most;
    private final AtomicInteger count = new AtomicInteger();

    public InFlight(int most) {
        this.most = most;
    }

    /**
     * Runs the work on a subscription of its own; the caller's cancellation does not reach it. Errors with OVERLOADED
     * when too much is under way already.
     */
    public <T> Mono<T> run(Mono<T> work) {
        return Mono.create(caller -> {
            if (count.incrementAndGet() > most) {
                count.decrementAndGet();
                caller.error(JournalProblem.OVERLOADED
                        .because("Too much work under way")
                        .with("retryAfter", 1));
            } else {
                start(work, caller);
            }
        });
    }

    /** The same, however much is under way: for work that was admitted before and has limits of its own. */
    public <T> Mono<T> goOn(Mono<T> work) {
        return Mono.create(caller -> {
            count.incrementAndGet();
            start(work, caller);
        });
    }

    // No cancellation is passed on: that is the point. Errors nobody waits for any more are dropped by the sink.
    private <T> void start(Mono<T> work, MonoSink<T> caller) {
        work.doFinally(signal -> count.decrementAndGet())
                .contextWrite(caller.contextView())
                .subscribe(caller::success, caller::error, caller::success);
    }

    public int count() {
        return count.get();
    }

    /** Whether everything ended in time. Blocks: for shutdown only. */
    public boolean awaitIdle(Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (count.get() > 0 && System.nanoTime() < deadline) {
            java.util.concurrent.locks.LockSupport.parkNanos(
                    Duration.ofMillis(20).toNanos());
        }
        if (count.get() > 0) {
            LOG.warn("{} pieces of work are still under way; another node will finish them", count.get());
        }
        return count.get() == 0;
    }
}
