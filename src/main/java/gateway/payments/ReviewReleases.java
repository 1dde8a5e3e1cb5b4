package gateway.payments;

import gateway.shared.ids.PaymentId;
import java.time.Instant;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Payments that two people of the bank let go. */
public interface ReviewReleases {

    Mono<Optional<ReviewRelease>> of(PaymentId payment);

    /**
     * Keeps it, and makes the payment due at once. Part of the transaction around it. Errors with
     * {@link PaymentProblem#PAYMENT_NOT_IN_REVIEW} when the payment has moved on.
     */
    Mono<Void> add(PaymentId payment, ReviewRelease release, Instant at);
}
