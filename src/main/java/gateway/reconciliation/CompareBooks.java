package gateway.reconciliation;

import gateway.reconciliation.Runs.Taken;
import java.time.Clock;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Compares what was asked to be compared, one counterparty after the other, on one node each. */
@Component
class CompareBooks {

    private final Runs runs;
    private final Reconcile reconcile;
    private final Counterparties counterparties;
    private final ReconciliationSettings settings;
    private final Clock clock;

    CompareBooks(
            Runs runs,
            Reconcile reconcile,
            Counterparties counterparties,
            ReconciliationSettings settings,
            Clock clock) {
        this.runs = runs;
        this.reconcile = reconcile;
        this.counterparties = counterparties;
        this.settings = settings;
        this.clock = clock;
    }

    /** Until nothing is asked for. What takes longer than its lease is another node's by then. */
    Mono<Void> round() {
        return take().expand(_ -> take()).then();
    }

    private Mono<Taken> take() {
        return Mono.defer(() -> {
            var now = clock.instant();
            return runs.take(now, now.plus(settings.lease()))
                    .flatMap(taken -> compare(taken).timeout(settings.lease()).thenReturn(taken));
        });
    }

    /** What is not in the pack any more has nothing to compare. */
    private Mono<Void> compare(Taken taken) {
        return Mono.justOrEmpty(counterparties.find(taken.counterparty()))
                .flatMap(reconcile::run)
                .defaultIfEmpty(Runs.Summary.NOTHING)
                .flatMap(summary -> runs.done(taken, summary, clock.instant()));
    }
}
