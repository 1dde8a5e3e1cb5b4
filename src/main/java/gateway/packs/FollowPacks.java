package gateway.packs;

import gateway.platform.resilience.BackgroundWork;
import gateway.rulebook.UnfitPack;
import java.time.Duration;
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
    private volatile long seen;

    FollowPacks(ActivationStore store, KnownPacks packs, PackSettings settings) {
        this.store = store;
        this.packs = packs;
        this.settings = settings;
    }

    @Bean
    BackgroundWork followingPacks() {
        return BackgroundWork.every("Following packs", settings.lookEvery(), this::look);
    }

    Mono<Void> look() {
        return Mono.defer(() -> store.newest(seen).collectList())
                .timeout(DEADLINE)
                .doOnNext(this::follow)
                .then();
    }

    private void follow(List<Activation> fresh) {
        fresh.forEach(activation -> packs.find(activation.kind()).ifPresent(inForce -> take(inForce, activation)));
        fresh.forEach(activation -> seen = Math.max(seen, activation.number()));
        packs.all().forEach(InForce::isCurrent);
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
