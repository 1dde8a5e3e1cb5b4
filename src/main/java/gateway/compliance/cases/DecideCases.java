package gateway.compliance.cases;

import static gateway.compliance.ComplianceProblem.CASE_CLOSED;
import static gateway.compliance.ComplianceProblem.EVIDENCE_CHANGED;
import static gateway.compliance.ComplianceProblem.PROPOSAL_EXISTS;
import static gateway.compliance.ComplianceProblem.PROPOSAL_MISSING;
import static gateway.compliance.ComplianceProblem.SECOND_PERSON_NEEDED;

import gateway.shared.ids.CaseId;
import gateway.shared.problems.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** One person proposes what becomes of a case, another one decides; both say which evidence they saw. */
@Component
public class DecideCases {

    private static final String PROPOSE = """
            with proposed as (
                update compliance.case_file
                   set state = 'proposed',
                       maker = :by,
                       proposal = :resolution,
                       proposal_reason = :reason,
                       proposed_at = :now
                 where shard = :shard and id = :id and state = 'open' and evidence = :evidence
                returning shard, id)
            insert into compliance.case_event (shard, case_id, at, made_by, what, detail)
            select shard, id, :now, :by, 'proposed ' || :resolution, :reason
              from proposed
            """;

    private static final String REJECT = """
            with rejected as (
                update compliance.case_file
                   set state = 'open', maker = null, proposal = null, proposal_reason = null, proposed_at = null
                 where shard = :shard and id = :id and state = 'proposed' and evidence = :evidence and maker <> :by
                returning shard, id)
            insert into compliance.case_event (shard, case_id, at, made_by, what, detail)
            select shard, id, :now, :by, 'rejected', :reason
              from rejected
            """;

    // Everything that follows from the decision becomes true with it. Who stands on two lists in the same words is
    // cleared of both by one row.
    private static final String APPROVE = """
            with closed as (
                update compliance.case_file
                   set state = 'closed', checker = :by, decision_reason = :reason, decided_at = :now
                 where shard = :shard and id = :id and state = 'proposed' and evidence = :evidence and maker <> :by
                returning shard, id, customer, proposal),
            marked as (
                update compliance.alert a
                   set state = case when c.proposal = 'false-alarm' then 'cleared' else 'confirmed' end
                  from closed c
                 where a.shard = c.shard and a.case_id = c.id and a.state = 'open'
                returning a.shard, a.case_id, a.source, a.list, a.entry_id, a.party, a.entry, a.state),
            cleared as (
                insert into compliance.cleared as it
                       (party, entry, list, entry_id, shard, case_id, cleared_by, cleared_at, why, until)
                select party, entry, list, entry_id, shard, case_id, :by, :now, :reason, :until
                  from (select distinct on (party, entry) *
                          from marked
                         where source = 'screening' and state = 'cleared' and party is not null
                         order by party, entry, list, entry_id) alike
                on conflict (party, entry) do update
                   set shard = excluded.shard, case_id = excluded.case_id, cleared_by = excluded.cleared_by,
                       cleared_at = excluded.cleared_at, why = excluded.why, until = excluded.until),
            restricted as (
                insert into compliance.restricted (shard, customer, case_id, since)
                select shard, customer, id, :now
                  from closed
                 where proposal = 'restrict'
                on conflict (shard, customer) do update
                   set case_id = excluded.case_id, since = excluded.since)
            insert into compliance.case_event (shard, case_id, at, made_by, what, detail)
            select shard, id, :now, :by, 'decided ' || proposal, :reason
              from closed
            """;

    /** How long a cleared match is remembered; then somebody looks again. */
    private static final Duration CLEARED_FOR = Duration.ofDays(365);

    private final DatabaseClient database;
    private final CaseFiles files;
    private final CaseEvidence evidence;
    private final Clock clock;

    DecideCases(DatabaseClient database, CaseFiles files, CaseEvidence evidence, Clock clock) {
        this.database = database;
        this.files = files;
        this.evidence = evidence;
        this.clock = clock;
    }

    /**
     * What somebody does about a case.
     *
     * @param seen the hash of the evidence they saw
     */
    public record Act(CaseId id, String by, String seen, String reason) {}

    /** Emits the case afterwards. Errors with CASE_CLOSED, EVIDENCE_CHANGED or PROPOSAL_EXISTS. */
    public Mono<CaseFile> propose(Act act, Resolution resolution) {
        return Mono.defer(() -> of(PROPOSE, act)
                        .bind("resolution", resolution.code())
                        .fetch()
                        .rowsUpdated())
                .flatMap(rows -> rows == 1 ? files.find(act.id()) : refuse(act, true));
    }

    /**
     * Emits the case afterwards: closed, or open again. Errors with CASE_CLOSED, EVIDENCE_CHANGED, PROPOSAL_MISSING or
     * SECOND_PERSON_NEEDED. Of many who decide at once exactly one does.
     */
    public Mono<CaseFile> decide(Act act, boolean approve) {
        return Mono.defer(() -> statement(act, approve).fetch().rowsUpdated())
                .flatMap(rows -> rows == 1 ? files.find(act.id()) : refuse(act, false));
    }

    /** Emits the case with a note added. Errors with CASE_CLOSED. */
    public Mono<CaseFile> note(CaseId id, String by, String text) {
        return evidence.add(id.shard(), id.value(), "note", text, by)
                .then(files.find(id))
                .flatMap(file -> file.isClosed() ? Mono.error(closed(file)) : Mono.just(file));
    }

    private DatabaseClient.GenericExecuteSpec statement(Act act, boolean approve) {
        return approve ? of(APPROVE, act).bind("until", clock.instant().plus(CLEARED_FOR)) : of(REJECT, act);
    }

    private DatabaseClient.GenericExecuteSpec of(String sql, Act act) {
        return database.sql(sql)
                .bind("shard", act.id().shard())
                .bind("id", act.id().value())
                .bind("by", act.by())
                .bind("evidence", HexFormat.of().parseHex(act.seen()))
                .bind("reason", act.reason())
                .bind("now", clock.instant());
    }

    private Mono<CaseFile> refuse(Act act, boolean proposing) {
        return files.find(act.id()).flatMap(file -> Mono.error(why(act, file, proposing)));
    }

    private static ProblemException why(Act act, CaseFile file, boolean proposing) {
        if (file.isClosed()) {
            return closed(file);
        }
        if (!file.evidence().equals(act.seen())) {
            return EVIDENCE_CHANGED.because("Read the case again").with("evidence", file.evidence());
        }
        var proposal = file.proposal();
        if (proposing) {
            return PROPOSAL_EXISTS.because("It waits for somebody to decide");
        }
        return proposal != null && proposal.maker().equals(act.by())
                ? SECOND_PERSON_NEEDED.because("Ask a colleague")
                : PROPOSAL_MISSING.because("Propose something first");
    }

    private static ProblemException closed(CaseFile file) {
        return CASE_CLOSED.because("Nothing is added to it any more: " + file.id());
    }
}
