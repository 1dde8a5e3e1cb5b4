package gateway.crossborder.rates;

import gateway.approvals.Act;
import gateway.approvals.ActKind;
import gateway.platform.http.StaffRole;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Takes back a held rate that is wrong, so that what its provider said before is quoted again while it is good. What an
 * act contains is the same as for {@link AcceptRate}.
 */
@Component
class RefuseRate implements ActKind {

    private final RateStore store;

    RefuseRate(RateStore store) {
        this.store = store;
    }

    @Override
    public String name() {
        return "refuse-rate";
    }

    @Override
    public Set<StaffRole> roles() {
        return Set.of(StaffRole.OPERATIONS);
    }

    @Override
    public Mono<String> check(String content) {
        return HeldRates.shown(store, content);
    }

    @Override
    public Mono<Void> perform(Act act) {
        return HeldRates.decided(
                Mono.defer(() -> store.refuse(HeldRates.name(act.content()), act.proposedBy())), act.content());
    }
}
