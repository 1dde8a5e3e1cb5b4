package gateway.inbound;

import gateway.approvals.Act;
import gateway.approvals.ActKind;
import gateway.inbound.ArrivalReviews.Decided;
import gateway.platform.http.StaffRole;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Lets an arrival go that waits for people of the bank. The approval and that it is released are one transaction; the
 * customer is credited within seconds after that, by whichever node sees it first. What an act contains is the
 * arrival's id.
 */
@Component
class ReleaseArrival implements ActKind {

    private final ReviewArrivals review;
    private final ArrivalReviews reviews;

    ReleaseArrival(ReviewArrivals review, ArrivalReviews reviews) {
        this.review = review;
        this.reviews = reviews;
    }

    @Override
    public String name() {
        return "release-arrival";
    }

    @Override
    public Set<StaffRole> roles() {
        return Set.of(StaffRole.COMPLIANCE);
    }

    @Override
    public Mono<String> check(String content) {
        return review.find(content).map(it -> it.id() + ", " + it.sent() + " for " + it.receiver());
    }

    @Override
    public Mono<Void> perform(Act act) {
        return review.find(act.content())
                .flatMap(it -> reviews.decide(new Decided(it.id(), true, act.id(), act.proposedBy(), act.reason())));
    }
}
