package gateway.ledger;

import gateway.ledger.PostTransfers.Release;
import gateway.platform.journal.Decision;
import gateway.platform.journal.Entry;
import gateway.platform.journal.Entry.Priority;
import gateway.platform.journal.Journal;
import gateway.platform.resilience.BackgroundWork;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.ids.TransferId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Gives held money back when its time is over: asks the journal for it, which decides as always. */
@Component
class ExpireHolds {

    private static final int AT_ONCE = 64;
    private static final Duration DEADLINE = Duration.ofMinutes(1);

    // Skips what somebody is posting or releasing at this moment; it is gone, or still due, in the next round.
    private static final String DUE = """
            select id
              from ledger.hold
             where state = 1 and expires_at <= :now
             order by expires_at
             limit :limit
               for update skip locked
            """;

    private final DatabaseClient database;
    private final Journal journal;
    private final TimeOrderedIds ids;
    private final Clock clock;
    private final LedgerSettings settings;

    ExpireHolds(DatabaseClient database, Journal journal, TimeOrderedIds ids, Clock clock, LedgerSettings settings) {
        this.database = database;
        this.journal = journal;
        this.ids = ids;
        this.clock = clock;
        this.settings = settings;
    }

    @Bean
    BackgroundWork expiringHolds() {
        return BackgroundWork.every("Expiring holds", settings.expiryPause(), () -> run().timeout(DEADLINE));
    }

    // Collected first: the locks of the search end with its statement, before the journal wants the same rows.
    private Mono<Void> run() {
        return database.sql(DUE)
                .bind("now", clock.instant())
                .bind("limit", settings.expiryLimit())
                .map(row -> new TransferId(Objects.requireNonNull(row.get(0, UUID.class))))
                .all()
                .collectList()
                .flatMapIterable(due -> due)
                .flatMap(this::expire, AT_ONCE)
                .then();
    }

    /** A refusal means that somebody else ended the hold first. */
    private Mono<Decision> expire(TransferId hold) {
        var release = new Release(new TransferId(ids.next(hold.shard())), hold);
        return journal.commit(
                new Entry(hold.shard(), Priority.COMPLETION, List.of(new PostTransfers(List.of(release)))));
    }
}
