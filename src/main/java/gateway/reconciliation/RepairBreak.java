package gateway.reconciliation;

import gateway.approvals.Act;
import gateway.approvals.ActKind;
import gateway.platform.http.StaffRole;
import gateway.reconciliation.Breaks.State;
import gateway.reconciliation.Breaks.Stored;
import gateway.shared.money.Money;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Repairs a break by an entry of ours, wanted by one and approved by another. The approval and that the entry is to be
 * posted are one transaction; any node posts it within seconds, once. What an act contains is the break's id.
 */
@Component
class RepairBreak implements ActKind {

    private final Breaks breaks;

    RepairBreak(Breaks breaks) {
        this.breaks = breaks;
    }

    @Override
    public String name() {
        return "repair-break";
    }

    @Override
    public Set<StaffRole> roles() {
        return Set.of(StaffRole.OPERATIONS);
    }

    @Override
    public Mono<String> check(String content) {
        return repairable(content).map(it -> BreakId.text(it.id()) + ", " + describe(it));
    }

    @Override
    public Mono<Void> perform(Act act) {
        return repairable(act.content()).flatMap(it -> breaks.approve(it.id(), act.id()));
    }

    private Mono<Stored> repairable(String content) {
        return Mono.defer(() -> breaks.find(BreakId.of(content))).map(RepairBreak::checked);
    }

    private static Stored checked(Stored it) {
        if (it.state() != State.OPEN) {
            throw ReconciliationProblem.BREAK_CLOSED.because(
                    "It is " + it.state().code());
        }
        if (it.found().correction() == 0) {
            throw ReconciliationProblem.BREAK_NOT_POSTABLE.because(
                    it.found().kind().proposal());
        }
        return it;
    }

    static String describe(Stored it) {
        var found = it.found();
        return "%s %s %s"
                .formatted(it.counterparty(), found.kind().code(), new Money(found.correction(), found.asset()));
    }
}
