package gateway.inbound;

import gateway.shared.ids.PartnerId;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * How often a partner may call a node with what is dear, or tells whose phone is ours. What moves money on, and what
 * tells how it stands, may be called as often as a partner likes: after silence it has to.
 */
@Component
public final class CallRates {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Map<Kind, RateLimiterConfig> allowed = new EnumMap<>(Kind.class);
    // As many as there are partners: nobody else comes so far.
    private final Map<Turn, RateLimiter> limiters = new ConcurrentHashMap<>();

    CallRates(InboundSettings settings) {
        var most = settings.perSecond();
        allowed.put(Kind.LOOKUP, every(most.lookups()));
        allowed.put(Kind.CHECK, every(most.checks()));
        allowed.put(Kind.REGISTRY, every(most.registries()));
    }

    /** What is counted together. */
    public enum Kind {
        /** Whether somebody is ours, what a sum would be, what is left. */
        LOOKUP,
        CHECK,
        /** Lists and statements. */
        REGISTRY
    }

    private record Turn(PartnerId partner, Kind kind) {}

    private static RateLimiterConfig every(int most) {
        return RateLimiterConfig.custom()
                .limitForPeriod(most)
                .limitRefreshPeriod(SECOND)
                .timeoutDuration(Duration.ZERO)
                .build();
    }

    /** Whether the partner may call now; one more of it is counted if so. Never waits. */
    public boolean allows(PartnerId partner, Kind kind) {
        return limiters.computeIfAbsent(
                        new Turn(partner, kind),
                        turn -> RateLimiter.of("inbound", allowed.getOrDefault(turn.kind(), every(1))))
                .acquirePermission();
    }
}
