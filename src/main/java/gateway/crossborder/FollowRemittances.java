package gateway.crossborder;

import gateway.crossborder.Remittance.State.GivingBack;
import gateway.crossborder.RemittanceInput.BackPaid;
import gateway.crossborder.RemittanceInput.BackRefused;
import gateway.crossborder.RemittanceInput.Overdue;
import gateway.payments.GiveBack;
import gateway.payments.GiveBack.Standing;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Does what is left to do about remittances, on any node: gives money back, and tells people of those that nothing was
 * heard of in time. One that fails comes up again when its lease ends.
 */
@Component
class FollowRemittances {

    private static final Logger LOG = LoggerFactory.getLogger(FollowRemittances.class);
    private static final int AT_ONCE = 8;
    private static final int MOST_COUNTED = 1000;

    private final RemittanceStore store;
    private final MoveRemittance move;
    private final GiveBack giveBack;
    private final CrossBorderSettings settings;
    private final Clock clock;
    private final Counter failures;
    private final AtomicLong watched;

    FollowRemittances(
            RemittanceStore store,
            MoveRemittance move,
            GiveBack giveBack,
            CrossBorderSettings settings,
            Clock clock,
            MeterRegistry meters) {
        this.store = store;
        this.move = move;
        this.giveBack = giveBack;
        this.settings = settings;
        this.clock = clock;
        this.failures = meters.counter("oqim_crossborder_follow_failures");
        this.watched = meters.gauge("oqim_crossborder_attention", new AtomicLong());
    }

    /** One look at everything whose time has come. */
    Mono<Void> round() {
        return Mono.defer(() -> {
            var now = clock.instant();
            return store.takeDue(now, now.plus(settings.lease()), settings.checkBatch())
                    .flatMap(this::attempt, AT_ONCE)
                    .then(count());
        });
    }

    private Mono<Void> count() {
        return Mono.defer(() -> store.watched(MOST_COUNTED).count())
                .doOnNext(watched::set)
                .then();
    }

    private Mono<Void> attempt(Remittance it) {
        return follow(it).timeout(settings.lease()).onErrorResume(fault -> {
            failures.increment();
            LOG.warn("Could not take {} further; it comes up again", it.id(), fault);
            return Mono.empty();
        });
    }

    private Mono<Void> follow(Remittance it) {
        return it.state() instanceof GivingBack back
                ? giveBack.giveBack(it.payment(), back.sum(), back.tries()).flatMap(standing -> stands(it, standing))
                : move.move(it.id(), new Overdue()).then();
    }

    private Mono<Void> stands(Remittance it, Standing standing) {
        return switch (standing) {
            case Standing.Back _ -> move.move(it.id(), new BackPaid()).then();
            case Standing.Refused(var why) ->
                move.move(it.id(), new BackRefused(why)).then();
            case Standing.UnderWay _ -> Mono.empty();
        };
    }
}
