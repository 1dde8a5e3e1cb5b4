package gateway.inbound;

import gateway.platform.resilience.BackgroundWork;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Ends what partners checked and never confirmed, so that limits are free again and the partner hears of it; and does
 * what people of the bank have decided about those that wait for them.
 */
@Component
class ExpireArrivals {

    private static final int AT_ONCE = 16;
    private static final int MOST = 500;
    private static final Duration DEADLINE = Duration.ofMinutes(1);

    private final Arrivals arrivals;
    private final TakeArrivals take;
    private final InboundSettings settings;
    private final Clock clock;

    ExpireArrivals(Arrivals arrivals, TakeArrivals take, InboundSettings settings, Clock clock) {
        this.arrivals = arrivals;
        this.take = take;
        this.settings = settings;
        this.clock = clock;
    }

    @Bean
    BackgroundWork expiringArrivals() {
        return BackgroundWork.every("Expiring arrivals", settings.expiryPause(), () -> run().timeout(DEADLINE));
    }

    // One that cannot be ended fails the round, and holds nobody else up.
    Mono<Void> run() {
        return Mono.defer(() -> arrivals.due(clock.instant(), MOST)
                .flatMapDelayError(due -> take.end(due), AT_ONCE, AT_ONCE)
                .then());
    }
}
