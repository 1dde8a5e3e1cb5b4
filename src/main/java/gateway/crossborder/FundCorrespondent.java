package gateway.crossborder;

import gateway.approvals.Act;
import gateway.approvals.ActKind;
import gateway.platform.http.StaffRole;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Says that the bank has sent money to its account at a correspondent, wanted by one and approved by another. The
 * approval and that it is to be posted are one transaction; any node posts it within seconds, once. What an act
 * contains is told at {@link Funding#parse}.
 */
@Component
class FundCorrespondent implements ActKind {

    private static final UUID NO_ACT = new UUID(0, 0);

    private final FundingStore store;
    private final Corridors corridors;
    private final Clock clock;

    FundCorrespondent(FundingStore store, Corridors corridors, Clock clock) {
        this.store = store;
        this.corridors = corridors;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "fund-correspondent";
    }

    @Override
    public Set<StaffRole> roles() {
        return Set.of(StaffRole.OPERATIONS);
    }

    @Override
    public Mono<String> check(String content) {
        return Mono.fromSupplier(() -> funding(NO_ACT, content))
                .map(it -> it.correspondent() + ", " + it.amount()
                        + (it.cost() == null ? "" : " bought for " + it.cost()));
    }

    @Override
    public Mono<Void> perform(Act act) {
        return Mono.defer(() -> store.add(funding(act.id(), act.content()), clock.instant()));
    }

    private Funding funding(UUID id, String content) {
        return Funding.parse(id, content)
                .filter(it -> corridors.has(it.correspondent(), it.amount().asset()))
                .orElseThrow(() -> CrossBorderProblem.FUNDING_INVALID.because(
                        "It reads such as: debk USD 100000.00, and what it cost in so'm where it was bought"));
    }
}
