package gateway.payments;

import gateway.shared.ids.CustomerId;
import gateway.shared.ids.PaymentId;
import gateway.shared.ids.RefundId;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads payments. They are written through the journal. */
public interface PaymentStore {

    /** Errors with {@link PaymentProblem#PAYMENT_NOT_FOUND}. */
    Mono<Payment> find(PaymentId id);

    /** Errors with {@link PaymentProblem#REFUND_NOT_FOUND}. */
    Mono<Refund> find(RefundId id);

    Flux<Refund> refundsOf(PaymentId payment);

    /** Which payment each of the refunds gives back; those that nobody knows are left out. */
    Mono<Map<RefundId, PaymentId>> paymentsOf(Collection<RefundId> refunds);

    /** Newest first. */
    Flux<Payment> list(Filter filter);

    /** Those that wait for people of the bank, oldest first. */
    Flux<Payment> inReview(int limit);

    Mono<Boolean> hasPaid(CustomerId customer, UUID payee);

    /**
     * Takes up to {@code limit} payments whose time has come, and keeps other nodes away from them until {@code until}.
     * A node that dies meanwhile loses nothing: they come up again.
     */
    Flux<Payment> takeDue(Instant now, Instant until, int limit);

    /** As {@link #takeDue}, for refunds. */
    Flux<Refund> takeDueRefunds(Instant now, Instant until, int limit);

    /**
     * @param state as the API writes it; null for all
     * @param before strictly older than this payment; null for the newest
     * @param since none that was opened earlier
     */
    record Filter(
            CustomerId customer,
            @Nullable String state,
            @Nullable PaymentId before,
            Instant since,
            int limit) {}
}
