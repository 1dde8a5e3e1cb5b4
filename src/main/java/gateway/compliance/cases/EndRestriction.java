package gateway.compliance.cases;

import gateway.approvals.Act;
import gateway.approvals.ActKind;
import gateway.compliance.ComplianceProblem;
import gateway.platform.http.StaffRole;
import gateway.platform.postgres.Columns;
import gateway.shared.ids.CaseId;
import gateway.shared.ids.CustomerId;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Ends what a case has decided against its customer: they pay and are paid again from the next entry of the journal on,
 * whichever node writes it. What an act contains is the case's id, so that it cannot end what a later case has decided.
 * The case keeps who wanted it and why.
 */
@Component
class EndRestriction implements ActKind {

    private static final String FIND = """
            select customer
              from compliance.restricted
             where shard = :shard and case_id = :case
            """;

    private static final String END = """
            with ended as (
                delete from compliance.restricted
                 where shard = :shard and case_id = :case
                returning shard, case_id)
            insert into compliance.case_event (shard, case_id, at, made_by, what, detail)
            select shard, case_id, :now, :by, 'ended restriction', :detail
              from ended
            """;

    private final DatabaseClient database;
    private final Clock clock;

    EndRestriction(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "end-customer-restriction";
    }

    @Override
    public Set<StaffRole> roles() {
        return Set.of(StaffRole.COMPLIANCE);
    }

    @Override
    public Mono<String> check(String content) {
        return Mono.defer(() -> {
            var id = read(content);
            return of(FIND, id)
                    .map(row -> new CustomerId(Columns.required(row, "customer", UUID.class)))
                    .one()
                    .map(customer -> "the restriction of %s by %s".formatted(customer, id))
                    .switchIfEmpty(Mono.error(() -> restrictsNobody(id)));
        });
    }

    @Override
    public Mono<Void> perform(Act act) {
        return Mono.defer(() -> {
            var id = read(act.content());
            return of(END, id)
                    .bind("now", clock.instant())
                    .bind("by", act.proposedBy())
                    .bind("detail", "act %s: %s".formatted(act.id(), act.reason()))
                    .fetch()
                    .rowsUpdated()
                    .flatMap(rows -> rows == 1 ? Mono.<Void>empty() : Mono.error(restrictsNobody(id)));
        });
    }

    private DatabaseClient.GenericExecuteSpec of(String sql, CaseId id) {
        return database.sql(sql).bind("shard", id.shard()).bind("case", id.value());
    }

    private static CaseId read(String content) {
        return CaseId.parse(content)
                .orElseThrow(() -> ComplianceProblem.CASE_NOT_FOUND.because("Ids of cases begin with cas_"));
    }

    private static RuntimeException restrictsNobody(CaseId id) {
        return ComplianceProblem.CASE_RESTRICTS_NOBODY.because(
                "Perhaps it has ended, or a later case restricts: " + id);
    }
}
