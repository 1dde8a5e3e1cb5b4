package gateway.platform.resilience;

import java.time.Duration;
import reactor.core.publisher.Mono;

/**
 * Whether a node's last look at what it shows succeeded. Until the first did, and after one that failed, was cut short
 * or found nothing, gauges have no number (NaN), which the largest or smallest of all nodes' passes over: an old one or
 * a zero would speak for, or silence, the others.
 */
public final class LastLook {

    /** Longer than any statement that looks may take. */
    public static final Duration PATIENCE = Duration.ofSeconds(15);

    private volatile boolean known;

    /** What a gauge shows. */
    public double shown(long value) {
        return known ? value : Double.NaN;
    }

    /** @param look emits when it has seen everything */
    public Mono<Void> watch(Mono<?> look) {
        return look.timeout(PATIENCE)
                .doOnSuccess(seen -> known = seen != null)
                .doOnError(_ -> known = false)
                .doOnCancel(() -> known = false)
                .then();
    }
}
