package gateway.compliance.cases;

import static gateway.platform.postgres.Columns.required;

import java.time.Clock;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Adds to what is known in a case. Each piece changes the one hash that stands for all, and takes back whatever was
 * proposed without knowing it.
 */
@Component
class CaseEvidence {

    private static final String ADD = """
            with grown as (
                update compliance.case_file
                   set evidence = sha256(evidence || sha256(convert_to(:kind || chr(10) || :body, 'UTF8'))),
                       pieces = pieces + 1,
                       state = 'open',
                       maker = null,
                       proposal = null,
                       proposal_reason = null,
                       proposed_at = null
                 where shard = :shard and id = :id and state <> 'closed'
                returning shard, id, pieces),
            kept as (
                insert into compliance.evidence (shard, case_id, n, kind, body, made_by, at)
                select shard, id, pieces, :kind, :body, :by, :now
                  from grown),
            noted as (
                insert into compliance.case_event (shard, case_id, at, made_by, what, detail)
                select shard, id, :now, :by, 'evidence', :kind
                  from grown)
            select pieces from grown
            """;

    private final DatabaseClient database;
    private final Clock clock;

    CaseEvidence(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Emits how many pieces there are then; empty where the case is closed or not there. */
    Mono<Integer> add(int shard, UUID file, String kind, String body, String by) {
        return Mono.defer(() -> database.sql(ADD)
                .bind("shard", shard)
                .bind("id", file)
                .bind("kind", kind)
                .bind("body", body)
                .bind("by", by)
                .bind("now", clock.instant())
                .map(row -> required(row, "pieces", Integer.class))
                .one());
    }
}
