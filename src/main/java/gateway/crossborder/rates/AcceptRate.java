package gateway.crossborder.rates;

import gateway.approvals.Act;
import gateway.approvals.ActKind;
import gateway.platform.http.StaffRole;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Puts a rate in force that nobody would believe unseen. What an act contains is provider, currency and moment, such as
 * {@code cbu USD 2026-05-21T19:00:00Z}.
 */
@Component
class AcceptRate implements ActKind {

    private final RateStore store;

    AcceptRate(RateStore store) {
        this.store = store;
    }

    @Override
    public String name() {
        return "accept-rate";
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
                Mono.defer(() -> store.accept(HeldRates.name(act.content()), act.proposedBy())), act.content());
    }
}
