package gateway.packs;

import gateway.platform.resilience.BackgroundWork;
import gateway.rulebook.UnfitPack;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Asks, a few times a second, what was activated, and puts it in force on this node. A pack that this node cannot read,
 * because it is older than the pack, changes nothing here and is told to the operators.
 */
@Component
class FollowPacks {

    private static final Logger LOG = LoggerFactory.getLogger(FollowPacks.class);
    private static final Duration DEADLINE = Duration.ofSeconds(2);

    private final ActivationStore store;
    private final KnownPacks packs;
    private final PackSettings settings;
    private final Clock clock;
    private volatile long seen;
    private volatile Instant asOf;

    FollowPacks(ActivationStore store, KnownPacks packs, PackSettings settings, Clock clock, MeterRegistry meters) {
        this.store = store;
        this.packs = packs;
        this.settings = settings;
        this.clock = clock;
        this.asOf = clock.instant();
        Gauge.builder("oqim_packs_age_seconds", this, FollowPacks::age)
                .description("Seconds since this node last knew what was activated")
                .register(meters);
    }

    private double age() {
        return Duration.between(asOf, clock.instant()).toMillis() / 1000.0;
    }

    @Bean
    BackgroundWork followingPacks() {
        return BackgroundWork.every("Following packs", settings.lookEvery(), this::look);
    }

    Mono<Void> look() {
        return Mono.defer(() -> lookAt(clock.instant()));
    }

    private Mono<Void> lookAt(Instant asked) {
        return store.newest(seen)
                .collectList()
                .timeout(DEADLINE)
                .doOnNext(fresh -> follow(fresh, asked))
                .then();
    }

    private void follow(List<Activation> fresh, Instant asked) {
        fresh.forEach(activation -> packs.find(activation.kind()).ifPresent(inForce -> take(inForce, activation)));
        fresh.forEach(activation -> seen = Math.max(seen, activation.number()));
        packs.all().forEach(InForce::isCurrent);
        asOf = asked;
    }

    private static void take(InForce<?> inForce, Activation activation) {
        try {
            inForce.take(activation);
            LOG.info("The pack of {} is number {} now", activation.kind(), activation.number());
        } catch (UnfitPack unfit) {
            LOG.error(
                    "The pack of {} number {} cannot be read here and is not in force on this node: {}",
                    activation.kind(),
                    activation.number(),
                    unfit.getMessage());
        }
    }
}
