package gateway.approvals;

import gateway.approvals.Act.State;
import gateway.approvals.Act.Verdict;
import gateway.platform.crypto.Sha256;
import gateway.platform.postgres.Columns;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Acts in PostgreSQL. A row changes once, when it is decided; the database itself refuses a decision of one's own. */
@Component
class ActStore {

    private static final String ADD = """
            insert into approvals.act
                   (id, kind, subject, content, digest, reason, proposed_by, proposed_at, expires_at, state)
            values (:id, :kind, :subject, :content, :digest, :reason, :by, :at, :expires, 'proposed')
            """;

    private static final String COLUMNS = """
            select id, kind, subject, content, reason, proposed_by, proposed_at, expires_at, state,
                   decided_by, decided_at, decision_reason
              from approvals.act
            """;

    private static final String HOLD = COLUMNS + " where id = :id for update";
    private static final String FIND = COLUMNS + " where id = :id";
    private static final String LIST = COLUMNS + " where state = :state order by id desc limit :most";

    private static final String DECIDE = """
            update approvals.act
               set state = :state, decided_by = :by, decided_at = :at, decision_reason = :reason
             where id = :id and state = 'proposed'
            """;

    private final DatabaseClient database;

    ActStore(DatabaseClient database) {
        this.database = database;
    }

    Mono<Act> add(Act act) {
        return database.sql(ADD)
                .bind("id", act.id())
                .bind("kind", act.kind())
                .bind("subject", act.subject())
                .bind("content", act.content())
                .bind("digest", Sha256.of(act.content()))
                .bind("reason", act.reason())
                .bind("by", act.proposedBy())
                .bind("at", act.proposedAt())
                .bind("expires", act.expiresAt())
                .fetch()
                .rowsUpdated()
                .thenReturn(act);
    }

    /** Nobody else decides it until the transaction ends. */
    Mono<Act> hold(UUID id) {
        return database.sql(HOLD).bind("id", id).map(ActStore::act).one();
    }

    Mono<Act> find(UUID id) {
        return database.sql(FIND).bind("id", id).map(ActStore::act).one();
    }

    Flux<Act> list(State state, int most) {
        return database.sql(LIST)
                .bind("state", state.code())
                .bind("most", most)
                .map(ActStore::act)
                .all();
    }

    Mono<Act> decide(Act act, State state, Verdict verdict) {
        return database.sql(DECIDE)
                .bind("id", act.id())
                .bind("state", state.code())
                .bind("by", verdict.by())
                .bind("at", verdict.at())
                .bind("reason", verdict.reason())
                .fetch()
                .rowsUpdated()
                .map(rows -> decided(act, state, verdict, rows));
    }

    private static Act decided(Act act, State state, Verdict verdict, long rows) {
        if (rows != 1) {
            throw new IllegalStateException("An act that was held was decided by somebody else");
        }
        return new Act(
                act.id(),
                act.kind(),
                act.subject(),
                act.content(),
                act.reason(),
                act.proposedBy(),
                act.proposedAt(),
                act.expiresAt(),
                state,
                verdict);
    }

    private static Act act(Readable row) {
        var decidedBy = row.get("decided_by", String.class);
        return new Act(
                Columns.required(row, "id", UUID.class),
                Columns.required(row, "kind", String.class),
                Columns.required(row, "subject", String.class),
                Columns.required(row, "content", String.class),
                Columns.required(row, "reason", String.class),
                Columns.required(row, "proposed_by", String.class),
                Columns.required(row, "proposed_at", Instant.class),
                Columns.required(row, "expires_at", Instant.class),
                State.of(Columns.required(row, "state", String.class)).orElseThrow(),
                decidedBy == null
                        ? null
                        : new Verdict(
                                decidedBy,
                                Columns.required(row, "decided_at", Instant.class),
                                Columns.required(row, "decision_reason", String.class)));
    }
}
