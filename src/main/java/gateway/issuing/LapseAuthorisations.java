package gateway.issuing;

import gateway.issuing.AuthorisationStore.Lapsing;
import gateway.issuing.NetworkWork.Stale;
import gateway.platform.journal.Decision;
import gateway.platform.journal.Decision.Committed;
import gateway.platform.journal.Decision.Refused;
import gateway.platform.journal.Entry;
import gateway.platform.journal.Entry.Priority;
import gateway.platform.journal.Journal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Gives back what an authorisation counts against limits, the bank's and the card's own, when its hold is over and
 * nothing came: once, because whoever comes second finds another version of it.
 */
@Component
final class LapseAuthorisations {

    /** By then every node's clock says so, and the ledger has let the hold go. */
    static final Duration GRACE = Duration.ofMinutes(1);

    private static final int MOST = 500;
    private static final int AT_ONCE = 16;

    private final AuthorisationStore store;
    private final MessageChecks checks;
    private final Journal journal;

    LapseAuthorisations(AuthorisationStore store, MessageChecks checks, Journal journal) {
        this.store = store;
        this.checks = checks;
        this.journal = journal;
    }

    /** How many lapsed. One that cannot keeps no other from it. */
    Mono<Long> run(Instant now) {
        return Flux.defer(() -> store.lapsing(now.minus(GRACE), MOST))
                .collectList()
                .flatMapMany(Flux::fromIterable)
                .flatMapDelayError(this::lapse, AT_ONCE, AT_ONCE)
                .filter(done -> done)
                .count();
    }

    private Mono<Boolean> lapse(Lapsing it) {
        return checks.givenBack(it.authorisation())
                .map(back -> List.of(work(it), back))
                .defaultIfEmpty(List.of(work(it)))
                .flatMap(parts ->
                        journal.commit(new Entry(it.authorisation().key().shard(), Priority.COMPLETION, parts)))
                .map(LapseAuthorisations::isDone);
    }

    /** Only what is in the card's own money counts against its limits. */
    static NetworkWork work(Lapsing it) {
        var known = it.authorisation();
        boolean counts = known.amount().asset().equals(it.cardsOwn());
        return NetworkWork.lapse(
                known.ended(Authorisation.State.LAPSED, 0),
                counts ? known.counting().allBack() : List.of());
    }

    private static boolean isDone(Decision decision) {
        return switch (decision) {
            case Committed _ -> true;
            // Somebody was first.
            case Refused(Stale _) -> false;
            case Refused(var refusal) -> throw new IllegalStateException("The books refused: " + refusal);
        };
    }
}
