package gateway.inbound;

import gateway.compliance.Party;
import gateway.compliance.ScreenPayment;
import gateway.compliance.Verdict;
import gateway.customers.Identities;
import gateway.customers.Identity;
import gateway.inbound.ArrivalReviews.Decided;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What becomes of arrivals that wait for people of the bank: one person can refuse them, two can let them go (see
 * {@link ReleaseArrival}), and what nobody decides in time fails. No money is held meanwhile.
 */
@Component
public class ReviewArrivals {

    private static final int MOST = 100;

    private final Arrivals arrivals;
    private final ArrivalReviews reviews;
    private final TakeArrivals take;
    private final ScreenPayment screening;
    private final Identities identities;
    private final Clock clock;

    ReviewArrivals(
            Arrivals arrivals,
            ArrivalReviews reviews,
            TakeArrivals take,
            ScreenPayment screening,
            Identities identities,
            Clock clock) {
        this.arrivals = arrivals;
        this.reviews = reviews;
        this.take = take;
        this.screening = screening;
        this.identities = identities;
        this.clock = clock;
    }

    /**
     * One that waits.
     *
     * @param sender what the lists in force now say of who sends
     * @param receiver and of who receives; empty where the customer has shown no document
     */
    public record Waiting(Arrival arrival, List<Verdict> sender, List<Verdict> receiver) {}

    /** The hundred oldest. */
    public Flux<Waiting> waiting() {
        return arrivals.inReview(MOST).concatMap(this::looked);
    }

    private Mono<Waiting> looked(Arrival it) {
        return identities
                .find(it.receiver())
                .map(who -> new Waiting(
                        it, verdicts(it, Optional.of(it.sender().party())), verdicts(it, who.map(this::party))));
    }

    private Party party(Identity who) {
        return Party.of(who);
    }

    private List<Verdict> verdicts(Arrival arrival, Optional<Party> party) {
        var occasion = ArrivalChecks.occasion(arrival);
        return party.map(it -> screening.of(it, null, occasion).sides()).orElseGet(List::of);
    }

    /** A member of the staff does not want it; emits the arrival as it is then. */
    public Mono<Arrival> refuse(String id, String by, String reason) {
        return find(id).flatMap(it -> reviews.decide(new Decided(it.id(), false, null, by, reason))
                .then(Mono.defer(() -> take.end(it)))
                .then(Mono.defer(() -> arrivals.find(it.key())))
                .flatMap(Mono::justOrEmpty));
    }

    /** Errors with ARRIVAL_NOT_IN_REVIEW, also where its time is over. */
    Mono<Arrival> find(String id) {
        return Mono.defer(() -> arrivals.inReview(parsed(id)))
                .flatMap(Mono::justOrEmpty)
                .filter(it -> clock.instant().isBefore(it.expiresAt()))
                .switchIfEmpty(Mono.error(() -> notInReview(id)));
    }

    private static UUID parsed(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException _) {
            throw notInReview(id);
        }
    }

    private static RuntimeException notInReview(String id) {
        return InboundProblem.ARRIVAL_NOT_IN_REVIEW.because(id);
    }
}
