package gateway.compliance.cases;

import static gateway.platform.postgres.Columns.required;

import gateway.compliance.ComplianceProblem;
import gateway.compliance.cases.CaseFile.Event;
import gateway.compliance.cases.CaseFile.Piece;
import gateway.compliance.cases.CaseFile.Proposal;
import gateway.compliance.cases.CaseFile.Ruling;
import gateway.shared.ids.CaseId;
import gateway.shared.ids.CustomerId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads cases where they are kept. */
@Component
public class CaseFiles {

    private static final String FIND = """
            select *
              from compliance.case_file
             where shard = :shard and id = :id
            """;

    private static final String DUE = """
            select *
              from compliance.case_file
             where state <> 'closed' and (due_at, id) > (:due, :after)
             order by due_at, id
             limit :size
            """;

    private static final String PIECES = """
            select n, kind, body, made_by, at
              from compliance.evidence
             where shard = :shard and case_id = :id
             order by n
            """;

    private static final String EVENTS = """
            select at, made_by, what, detail
              from compliance.case_event
             where shard = :shard and case_id = :id
             order by seq
            """;

    private final DatabaseClient database;

    CaseFiles(DatabaseClient database) {
        this.database = database;
    }

    /** Errors with CASE_NOT_FOUND. */
    public Mono<CaseFile> find(CaseId id) {
        return of(FIND, id)
                .map(CaseFiles::file)
                .one()
                .switchIfEmpty(Mono.error(() -> ComplianceProblem.CASE_NOT_FOUND.because("There is no " + id)));
    }

    /** What is not yet decided, the most urgent first; after that one. */
    public Flux<CaseFile> undecided(Instant due, UUID after, int size) {
        return database.sql(DUE)
                .bind("due", due)
                .bind("after", after)
                .bind("size", size)
                .map(CaseFiles::file)
                .all();
    }

    public Flux<Piece> pieces(CaseId id) {
        return of(PIECES, id)
                .map(row -> new Piece(
                        required(row, "n", Integer.class),
                        required(row, "kind", String.class),
                        required(row, "body", String.class),
                        required(row, "made_by", String.class),
                        required(row, "at", Instant.class)))
                .all();
    }

    public Flux<Event> events(CaseId id) {
        return of(EVENTS, id)
                .map(row -> new Event(
                        required(row, "at", Instant.class),
                        required(row, "made_by", String.class),
                        required(row, "what", String.class),
                        required(row, "detail", String.class)))
                .all();
    }

    private DatabaseClient.GenericExecuteSpec of(String sql, CaseId id) {
        return database.sql(sql).bind("shard", id.shard()).bind("id", id.value());
    }

    private static CaseFile file(Readable row) {
        return new CaseFile(
                new CaseId(required(row, "id", UUID.class)),
                new CustomerId(required(row, "customer", UUID.class)),
                required(row, "state", String.class),
                required(row, "opened_at", Instant.class),
                required(row, "due_at", Instant.class),
                HexFormat.of().formatHex(required(row, "evidence", byte[].class)),
                required(row, "pieces", Integer.class),
                proposal(row),
                ruling(row));
    }

    private static @Nullable Proposal proposal(Readable row) {
        var maker = row.get("maker", String.class);
        if (maker == null) {
            return null;
        }
        var wanted = required(row, "proposal", String.class);
        return new Proposal(
                maker,
                Resolution.find(wanted).orElseThrow(() -> new IllegalStateException("Resolution: " + wanted)),
                required(row, "proposal_reason", String.class),
                required(row, "proposed_at", Instant.class));
    }

    private static @Nullable Ruling ruling(Readable row) {
        var checker = row.get("checker", String.class);
        return checker == null
                ? null
                : new Ruling(
                        checker,
                        required(row, "decision_reason", String.class),
                        required(row, "decided_at", Instant.class));
    }
}
