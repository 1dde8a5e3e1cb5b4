package gateway.compliance.cases;

import static gateway.platform.postgres.Columns.required;

import gateway.compliance.cases.Alert.Matched;
import gateway.shared.ids.TimeOrderedIds;
import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.ReactiveTransaction;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Puts alerts into the open case of their customer, and opens one where there is none. */
@Component
public class RaiseAlerts {

    private static final String SYSTEM = "gateway";

    // Taken whether it is new or not, so that alerts of one customer come one after the other.
    private static final String OPEN_CASE = """
            insert into compliance.case_file as it
                   (shard, id, customer, state, opened_at, due_at, evidence, pieces)
            values (:shard, :id, :customer, 'open', :now, :due, sha256(''::bytea), 0)
            on conflict (shard, customer) where state <> 'closed' do update
               set pieces = it.pieces
            returning id
            """;

    // Raised again when either side has changed, or when a clearance has ended or was never made. Without sides it is
    // about what the customer did: whoever does it again after people have decided did something new.
    private static final String RAISE = """
            insert into compliance.alert as it
                   (shard, customer, key, source, list, entry_id, party, entry, state, case_id, raised_at, times)
            values (:shard, :customer, :key, :source, :list, :entryId, :party, :entry, 'open', :case, :now, 1)
            on conflict (shard, customer, key) do update
               set state = 'open',
                   case_id = excluded.case_id,
                   party = excluded.party,
                   entry = excluded.entry,
                   raised_at = excluded.raised_at,
                   times = it.times + 1
             where it.source = 'screening'
               and (it.party <> excluded.party or it.entry <> excluded.entry or it.state = 'cleared'
                    or it.state = 'confirmed' and excluded.party is null)
               and not exists (
                   select 1
                     from compliance.cleared c
                    where c.party = excluded.party and c.entry = excluded.entry and c.until > :now)
            returning times
            """;

    private static final String KNOWN = """
            select 1 as known
              from compliance.alert
             where shard = :shard and customer = :customer and key = :key
               and (state = 'open' or source = 'monitoring' or state = 'confirmed' and party is not null)
               and party is not distinct from :party and entry is not distinct from :entry
            """;

    private final DatabaseClient database;
    private final TransactionalOperator transaction;
    private final TimeOrderedIds ids;
    private final CaseDeadline deadline;
    private final CaseEvidence evidence;
    private final Clock clock;

    RaiseAlerts(
            DatabaseClient database,
            TransactionalOperator transaction,
            TimeOrderedIds ids,
            CaseDeadline deadline,
            CaseEvidence evidence,
            Clock clock) {
        this.database = database;
        this.transaction = transaction;
        this.ids = ids;
        this.deadline = deadline;
        this.evidence = evidence;
        this.clock = clock;
    }

    /** Emits whether it is raised by this; repeating it after a crash raises nothing twice. */
    public Mono<Boolean> raise(Alert alert) {
        return Mono.defer(() -> known(alert).flatMap(known -> known ? Mono.just(false) : raiseOrLeave(alert)));
    }

    // A case is not opened for what turns out to be known.
    private Mono<Boolean> raiseOrLeave(Alert alert) {
        return transaction
                .execute(status -> raiseInCase(alert).map(raised -> kept(status, raised)))
                .single();
    }

    private static boolean kept(ReactiveTransaction status, boolean raised) {
        if (!raised) {
            status.setRollbackOnly();
        }
        return raised;
    }

    // A look without a lock: most alerts of a daily pass are long known.
    private Mono<Boolean> known(Alert alert) {
        return sides(
                        database.sql(KNOWN)
                                .bind("shard", alert.customer().shard())
                                .bind("customer", alert.customer().value())
                                .bind("key", alert.key()),
                        alert.match())
                .map(_ -> true)
                .one()
                .defaultIfEmpty(false);
    }

    private Mono<Boolean> raiseInCase(Alert alert) {
        return openCase(alert)
                .flatMap(file -> raise(alert, file).flatMap(_ -> keep(alert, file)))
                .defaultIfEmpty(false);
    }

    private Mono<Boolean> keep(Alert alert, UUID file) {
        return evidence.add(alert.customer().shard(), file, alert.source().code(), alert.body(), SYSTEM)
                .map(_ -> true);
    }

    private Mono<UUID> openCase(Alert alert) {
        var now = clock.instant();
        return database.sql(OPEN_CASE)
                .bind("shard", alert.customer().shard())
                .bind("id", ids.next(alert.customer().shard()))
                .bind("customer", alert.customer().value())
                .bind("now", now)
                .bind("due", deadline.after(now))
                .map(row -> required(row, "id", UUID.class))
                .one();
    }

    private Mono<Integer> raise(Alert alert, UUID file) {
        var match = alert.match();
        return sides(
                        database.sql(RAISE)
                                .bind("shard", alert.customer().shard())
                                .bind("customer", alert.customer().value())
                                .bind("key", alert.key())
                                .bind("source", alert.source().code())
                                .bind("list", text(match == null ? null : match.list()))
                                .bind("entryId", text(match == null ? null : match.entry()))
                                .bind("case", file)
                                .bind("now", clock.instant()),
                        match)
                .map(row -> required(row, "times", Integer.class))
                .one();
    }

    private static DatabaseClient.GenericExecuteSpec sides(
            DatabaseClient.GenericExecuteSpec statement, @Nullable Matched match) {
        return statement
                .bind("party", match == null ? Parameters.in(byte[].class) : Parameters.in(match.party()))
                .bind("entry", match == null ? Parameters.in(byte[].class) : Parameters.in(match.fingerprint()));
    }

    private static Parameter text(@Nullable String text) {
        return text == null ? Parameters.in(String.class) : Parameters.in(text);
    }
}
