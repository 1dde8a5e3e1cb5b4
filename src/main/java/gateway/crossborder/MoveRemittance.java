package gateway.crossborder;

import gateway.crossborder.RemittanceStep.AlreadyDone;
import gateway.crossborder.RemittanceStep.Contradiction;
import gateway.crossborder.RemittanceStep.Moved;
import gateway.crossborder.RemittanceStep.Rejected;
import gateway.crossborder.WriteRemittance.RemittanceMoved;
import gateway.ledger.PostTransfers;
import gateway.payments.PaidFor.Together;
import gateway.platform.journal.Announce;
import gateway.platform.journal.Decision;
import gateway.platform.journal.Decision.Committed;
import gateway.platform.journal.Decision.Refused;
import gateway.platform.journal.Entry;
import gateway.platform.journal.Entry.Priority;
import gateway.platform.journal.Journal;
import gateway.platform.journal.Part;
import gateway.shared.ids.RemittanceId;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Moves a remittance that is paid: one rule, one entry. Whoever loses a race looks again and decides anew. */
@Component
class MoveRemittance {

    private static final Logger LOG = LoggerFactory.getLogger(MoveRemittance.class);
    private static final int TRIES = 8;

    private final RemittanceStore store;
    private final Journal journal;
    private final MeterRegistry meters;
    private final Clock clock;

    MoveRemittance(RemittanceStore store, Journal journal, MeterRegistry meters, Clock clock) {
        this.store = store;
        this.journal = journal;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * What became of an input.
     *
     * @param remittance as it is now
     */
    record Outcome(Remittance remittance, RemittanceStep step) {}

    /** Empty where there is no such remittance. */
    Mono<Outcome> move(RemittanceId id, RemittanceInput input, Function<Remittance, List<Part>> more) {
        return Mono.defer(() -> store.find(id)).flatMap(it -> move(it, input, more, TRIES));
    }

    Mono<Outcome> move(RemittanceId id, RemittanceInput input) {
        return move(id, input, _ -> List.of());
    }

    private Mono<Outcome> move(Remittance it, RemittanceInput input, Function<Remittance, List<Part>> more, int tries) {
        var now = clock.instant();
        var step = RemittanceLifecycle.step(it, input, now);
        return switch (step) {
            case Moved moved ->
                commit(it, RemittanceEntries.of(it, moved, more.apply(moved.next()), now))
                        .flatMap(decision -> decided(decision, new Outcome(moved.next(), step), input, more, tries));
            case Contradiction(var next) when next.version() == it.version() -> Mono.just(new Outcome(it, step));
            case Contradiction contradiction -> contradicted(it, contradiction, input, more, tries, now);
            case AlreadyDone _, Rejected _ -> Mono.just(new Outcome(it, step));
        };
    }

    private Mono<Outcome> contradicted(
            Remittance it,
            Contradiction step,
            RemittanceInput input,
            Function<Remittance, List<Part>> more,
            int tries,
            Instant now) {
        LOG.error("{} needs a person: {}", it.id(), step.next().attention());
        return commit(it, RemittanceEntries.of(step, now))
                .flatMap(decision -> decided(decision, new Outcome(step.next(), step), input, more, tries));
    }

    private Mono<Outcome> decided(
            Decision decision,
            Outcome outcome,
            RemittanceInput input,
            Function<Remittance, List<Part>> more,
            int tries) {
        return switch (decision) {
            case Committed _ -> {
                count(outcome.remittance());
                yield Mono.just(outcome);
            }
            case Refused(RemittanceMoved _)
            when tries > 0 -> store.find(outcome.remittance().id()).flatMap(now -> move(now, input, more, tries - 1));
            case Refused(RemittanceMoved _) ->
                Mono.error(CrossBorderProblem.REMITTANCE_CHANGED.because(
                        outcome.remittance().id().toString()));
            case Refused(var refusal) ->
                Mono.error(new IllegalStateException("The books refused %s: %s"
                        .formatted(outcome.remittance().id(), refusal)));
        };
    }

    private Mono<Decision> commit(Remittance it, Together together) {
        var parts = new ArrayList<>(together.parts());
        if (!together.transfers().isEmpty()) {
            parts.add(new PostTransfers(together.transfers()));
        }
        parts.add(new Announce(together.events()));
        return journal.commit(new Entry(it.shard(), Priority.COMPLETION, parts));
    }

    private void count(Remittance it) {
        meters.counter("oqim_crossborder_remittances", "status", RemittanceView.statusOf(it.state()))
                .increment();
    }
}
