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
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Asks, a few times a second, what was activated, and puts it in force on this node. Where this node cannot read a
 * pack, because it is older than the pack, it goes by the last activated one that it can read, and the operators are
 * told. Where there is none of these either it goes by nothing: the pack of its configuration is over.
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
                .flatMap(fresh -> Flux.fromIterable(fresh)
                        .concatMap(this::follow)
                        .then(Mono.fromRunnable(() -> done(fresh, asked))));
    }

    private Mono<Void> follow(Activation activation) {
        return packs.find(activation.kind())
                .map(inForce -> take(inForce, activation) ? Mono.<Void>empty() : takeEarlier(inForce, activation))
                .orElseGet(Mono::empty);
    }

    // One by one: most often the one before it can be read.
    private Mono<Void> takeEarlier(InForce<?> inForce, Activation unreadable) {
        return store.before(unreadable.kind(), unreadable.number())
                .timeout(DEADLINE)
                .filter(earlier -> earlier.number() > inForce.number())
                .flatMap(earlier -> take(inForce, earlier) ? Mono.empty() : takeEarlier(inForce, earlier));
    }

    private void done(List<Activation> fresh, Instant asked) {
        fresh.forEach(activation -> seen = Math.max(seen, activation.number()));
        packs.all().forEach(InForce::isCurrent);
        asOf = asked;
    }

    private static boolean take(InForce<?> inForce, Activation activation) {
        try {
            inForce.take(activation);
            LOG.info("The pack of {} is number {} now", activation.kind(), activation.number());
            return true;
        } catch (UnfitPack unfit) {
            LOG.error(
                    "The pack of {} number {} cannot be read here and is not in force on this node: {}",
                    activation.kind(),
                    activation.number(),
                    unfit.getMessage());
            return false;
        }
    }
}
