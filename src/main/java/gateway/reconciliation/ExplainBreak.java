package gateway.reconciliation;

import gateway.approvals.Act;
import gateway.approvals.ActKind;
import gateway.platform.http.StaffRole;
import gateway.reconciliation.Breaks.State;
import gateway.reconciliation.Breaks.Stored;
import java.time.Clock;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Closes a break without an entry, because somebody else put it right or it means nothing; two people agree. What an
 * act contains is the break's id, and its reason is kept with the break.
 */
@Component
class ExplainBreak implements ActKind {

    private final Breaks breaks;
    private final Lines lines;
    private final Clock clock;

    ExplainBreak(Breaks breaks, Lines lines, Clock clock) {
        this.breaks = breaks;
        this.lines = lines;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "explain-break";
    }

    @Override
    public Set<StaffRole> roles() {
        return Set.of(StaffRole.OPERATIONS);
    }

    @Override
    public Mono<String> check(String content) {
        return open(content).map(it -> BreakId.text(it.id()) + ", " + RepairBreak.describe(it));
    }

    @Override
    public Mono<Void> perform(Act act) {
        return open(act.content())
                .flatMap(it -> breaks.explain(it.id(), act.id(), act.proposedBy(), act.reason(), clock.instant())
                        .then(Mono.defer(
                                () -> lines.agree(it.counterparty(), it.found().item()))));
    }

    private Mono<Stored> open(String content) {
        return Mono.defer(() -> breaks.find(BreakId.of(content))).map(it -> {
            if (it.state() != State.OPEN) {
                throw ReconciliationProblem.BREAK_CLOSED.because(
                        "It is " + it.state().code());
            }
            return it;
        });
    }
}
