package gateway.payments;

import gateway.payments.Payment.Attempt;
import gateway.payments.Payment.State.InReview;
import gateway.payments.Step.Rejected;
import gateway.processors.DeclineReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The rules of {@link PaymentLifecycle} for what people of the bank decide. */
final class ReviewLifecycle {

    private ReviewLifecycle() {}

    static Step released(Payment payment, @Nullable Attempt first, Instant now) {
        return switch (payment.state()) {
            case InReview it when now.isAfter(it.until()) -> end(payment, true, now);
            case InReview _ -> PaymentLifecycle.begin(payment, first, now);
            default -> new Rejected(PaymentProblem.PAYMENT_NOT_IN_REVIEW);
        };
    }

    static Step refused(Payment payment, Instant now) {
        return payment.state() instanceof InReview
                ? end(payment, true, now)
                : new Rejected(PaymentProblem.PAYMENT_NOT_IN_REVIEW);
    }

    static Step expired(Payment payment, Instant now) {
        return end(payment, payment.state() instanceof InReview it && now.isAfter(it.until()), now);
    }

    private static Step end(Payment payment, boolean due, Instant now) {
        return PaymentLifecycle.end(payment, due, DeclineReason.DO_NOT_HONOUR, now);
    }
}
