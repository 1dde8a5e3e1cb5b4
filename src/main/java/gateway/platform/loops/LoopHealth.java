package gateway.platform.loops;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Whether every event loop still does what it is given. Part of liveness: from a loop that does not, only a new start
 * helps.
 */
@Component("loopsHealthIndicator")
final class LoopHealth implements ReactiveHealthIndicator {

    private final LoopWatch watch;

    LoopHealth(LoopWatch watch) {
        this.watch = watch;
    }

    @Override
    public Mono<Health> health() {
        return Mono.fromSupplier(this::seen);
    }

    private Health seen() {
        var stuck = watch.stuck();
        return stuck.isEmpty()
                ? Health.up().build()
                : Health.down().withDetail("standStill", stuck).build();
    }
}
