package gateway.reconciliation;

import gateway.ledger.PostTransfers;
import gateway.ledger.PostTransfers.Direct;
import gateway.ledger.Purpose;
import gateway.ledger.SystemAccounts;
import gateway.platform.journal.Decision;
import gateway.platform.journal.Decision.Refused;
import gateway.platform.journal.Entry;
import gateway.platform.journal.Entry.Priority;
import gateway.platform.journal.Journal;
import gateway.reconciliation.Breaks.Stored;
import gateway.reconciliation.CloseRepair.NotRepairing;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.ids.TransferId;
import gateway.shared.money.Money;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Posts the entries that two people agreed on: between the counterparty's account and suspense, exactly once, whoever
 * posts them and how often. The transfer's id follows from the break's.
 */
@Component
class PostRepairs {

    private static final int MOST = 100;
    private static final int ENTRY = 1;
    private static final List<String> OUTCOMES = List.of("posted", "known", "refused");

    private final Breaks breaks;
    private final Counterparties counterparties;
    private final Journal journal;
    private final MeterRegistry meters;
    private final Clock clock;

    PostRepairs(Breaks breaks, Counterparties counterparties, Journal journal, MeterRegistry meters, Clock clock) {
        this.breaks = breaks;
        this.counterparties = counterparties;
        this.journal = journal;
        this.meters = meters;
        this.clock = clock;
        // There from the start: a rate knows nothing of what happened before it first saw a counter.
        OUTCOMES.forEach(this::counter);
    }

    /** One that cannot be posted fails the round, and holds no other up. */
    Mono<Void> round() {
        return Mono.defer(
                () -> breaks.approved(MOST).concatMapDelayError(this::post).then());
    }

    /** One that somebody else has posted meanwhile is posted. */
    Mono<Void> post(Stored it) {
        return Mono.defer(() -> journal.commit(entry(it))).doOnNext(this::count).then();
    }

    private Entry entry(Stored it) {
        int shard = TimeOrderedIds.shardOf(it.id());
        var found = it.found();
        var theirs = counterparties.named(it.counterparty()).settlement(found.asset(), shard);
        var suspense = SystemAccounts.suspense(found.asset(), shard);
        boolean owed = found.correction() > 0;
        var transfer = new TransferId(TimeOrderedIds.derive(it.id(), ENTRY));
        var now = clock.instant();
        var direct = new Direct(
                transfer,
                owed ? theirs : suspense,
                owed ? suspense : theirs,
                new Money(Math.absExact(found.correction()), found.asset()),
                Purpose.ADJUSTMENT,
                it.id());
        var closed = new CloseRepair(it, transfer, found.day(), now);
        return new Entry(shard, Priority.COMPLETION, List.of(closed, new PostTransfers(List.of(direct))));
    }

    private void count(Decision decision) {
        counter(outcome(decision)).increment();
    }

    private Counter counter(String outcome) {
        return meters.counter("oqim_reconciliation_repairs", "outcome", outcome);
    }

    private static String outcome(Decision decision) {
        return switch (decision) {
            case Refused(NotRepairing _) -> "known";
            case Refused _ -> "refused";
            case Decision.Committed _ -> "posted";
        };
    }
}
