package gateway.payments;

import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Takes up what stands still: each kind where its rules are. */
@Component
class TakeUp {

    private final PaymentRun run;
    private final ReviewPayment reviews;
    private final RefundPayment refunds;

    TakeUp(PaymentRun run, ReviewPayment reviews, RefundPayment refunds) {
        this.run = run;
        this.reviews = reviews;
        this.refunds = refunds;
    }

    Mono<?> resolve(Payment payment) {
        return payment.state() instanceof Payment.State.InReview ? reviews.resolve(payment) : run.resolve(payment);
    }

    Mono<?> resolve(Refund refund) {
        return refunds.resolve(refund);
    }
}
