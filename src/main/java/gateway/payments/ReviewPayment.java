package gateway.payments;

import gateway.payments.Payment.State;
import gateway.payments.PaymentInput.BooksRefused;
import gateway.payments.PaymentInput.ReviewExpired;
import gateway.payments.PaymentInput.ReviewRefused;
import gateway.payments.PaymentInput.ReviewReleased;
import gateway.processors.DeclineReason;
import gateway.rulebook.Judgement;
import gateway.shared.ids.PaymentId;
import java.time.Clock;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What becomes of payments that wait for people of the bank: one person can refuse them, two can let them go (see
 * {@link ReleasePayment}), and what nobody decides in time is declined. No money is held meanwhile.
 */
@Component
public class ReviewPayment {

    private static final int MOST = 100;

    private final PaymentStore store;
    private final ReviewReleases releases;
    private final Controls controls;
    private final Rails rails;
    private final PaymentRun run;
    private final PaymentRenderer renderer;
    private final Clock clock;

    ReviewPayment(
            PaymentStore store,
            ReviewReleases releases,
            Controls controls,
            Rails rails,
            PaymentRun run,
            PaymentRenderer renderer,
            Clock clock) {
        this.store = store;
        this.releases = releases;
        this.controls = controls;
        this.rails = rails;
        this.run = run;
        this.renderer = renderer;
        this.clock = clock;
    }

    /** The hundred oldest. */
    public Flux<Payment> waiting() {
        return store.inReview(MOST);
    }

    /** A member of the staff does not want it; emits the payment as it is then. */
    public Mono<byte[]> refuse(PaymentId id, String by, String reason) {
        return store.find(id)
                .flatMap(payment -> run.apply(
                        payment, new ReviewRefused(), Cause.said(Trail.refusedBy(by, reason, clock.instant()))))
                .switchIfEmpty(Mono.error(() -> PaymentProblem.PAYMENT_CHANGED.because("It moved on meanwhile")))
                .map(renderer::render);
    }

    /**
     * Its time has come, or two people have let it go. Empty while no rail has room for it, or somebody else moved it.
     */
    Mono<Payment> resolve(Payment payment) {
        return releases.of(payment.id())
                .flatMap(release -> release.map(it -> letGo(payment, it))
                        .orElseGet(() -> expire(payment, Trail.undecided(clock.instant()))));
    }

    private Mono<Payment> expire(Payment payment, Judgement why) {
        return run.apply(payment, new ReviewExpired(), Cause.said(why));
    }

    private Mono<Payment> letGo(Payment payment, ReviewRelease release) {
        var now = clock.instant();
        if (payment.state() instanceof State.InReview(var until) && now.isAfter(until)) {
            return expire(payment, Trail.releasedInVain(release, now));
        }
        var cause = Cause.said(Trail.released(release, now));
        return controls.forbids(payment)
                ? run.apply(payment, new BooksRefused(DeclineReason.DO_NOT_HONOUR), cause)
                : begin(payment, cause);
    }

    private Mono<Payment> begin(Payment payment, Cause cause) {
        return payment.staysInside()
                ? run.begin(payment, new ReviewReleased(null), cause)
                : rails.prepareFirst(payment)
                        .flatMap(Mono::justOrEmpty)
                        .flatMap(first -> run.begin(payment, new ReviewReleased(first), cause));
    }
}
