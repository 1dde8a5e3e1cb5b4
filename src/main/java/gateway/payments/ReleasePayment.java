package gateway.payments;

import gateway.approvals.Act;
import gateway.approvals.ActKind;
import gateway.payments.Payment.State;
import gateway.platform.http.StaffRole;
import gateway.shared.ids.PaymentId;
import java.time.Clock;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Lets a payment go that waits for people of the bank. The approval and that it is released are one transaction; the
 * payment itself begins within a second after that, on whichever node sees it first. What an act contains is the
 * payment's id.
 */
@Component
class ReleasePayment implements ActKind {

    private final PaymentStore store;
    private final ReviewReleases releases;
    private final Clock clock;

    ReleasePayment(PaymentStore store, ReviewReleases releases, Clock clock) {
        this.store = store;
        this.releases = releases;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "release-payment";
    }

    @Override
    public Set<StaffRole> roles() {
        return Set.of(StaffRole.FRAUD, StaffRole.COMPLIANCE);
    }

    @Override
    public Mono<String> check(String content) {
        return waiting(content).map(payment -> payment.id() + ", " + payment.amount());
    }

    @Override
    public Mono<Void> perform(Act act) {
        return waiting(act.content())
                .flatMap(payment -> releases.add(
                        payment.id(), new ReviewRelease(act.id(), act.proposedBy(), act.reason()), clock.instant()));
    }

    private Mono<Payment> waiting(String content) {
        return Mono.defer(() -> store.find(PaymentId.parse(content)
                        .orElseThrow(() -> PaymentProblem.PAYMENT_NOT_FOUND.because("Ids look like pay_"))))
                .filter(payment -> payment.state() instanceof State.InReview it
                        && clock.instant().isBefore(it.until()))
                .switchIfEmpty(Mono.error(() -> PaymentProblem.PAYMENT_NOT_IN_REVIEW.because(content)));
    }
}
