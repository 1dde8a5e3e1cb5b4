package gateway.crossborder;

import gateway.approvals.Act;
import gateway.approvals.ActKind;
import gateway.crossborder.RemittanceInput.LookedAt;
import gateway.platform.http.StaffRole;
import gateway.shared.ids.RemittanceId;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Says that people have looked at a remittance: nobody has to any more, and money that a rail had refused is given back
 * once more. What an act contains is the remittance's id. Done again it changes nothing, so it need not be undone with
 * the approval.
 */
@Component
class LookAfterRemittance implements ActKind {

    private final RemittanceStore store;
    private final MoveRemittance move;

    LookAfterRemittance(RemittanceStore store, MoveRemittance move) {
        this.store = store;
        this.move = move;
    }

    @Override
    public String name() {
        return "look-after-remittance";
    }

    @Override
    public Set<StaffRole> roles() {
        return Set.of(StaffRole.OPERATIONS);
    }

    @Override
    public Mono<String> check(String content) {
        return Mono.defer(() -> store.find(id(content)))
                .flatMap(it -> Mono.justOrEmpty(it.attention()).map(attention -> it.id() + ", " + attention.why()))
                .switchIfEmpty(Mono.error(
                        () -> CrossBorderProblem.REMITTANCE_NOT_FOUND.because("Nobody has to look at " + content)));
    }

    @Override
    public Mono<Void> perform(Act act) {
        return check(act.content())
                .then(Mono.defer(
                        () -> move.move(id(act.content()), new LookedAt()).then()));
    }

    private static RemittanceId id(String content) {
        return RemittanceId.parse(content)
                .orElseThrow(() -> CrossBorderProblem.REMITTANCE_NOT_FOUND.because("Ids look like rmt_"));
    }
}
