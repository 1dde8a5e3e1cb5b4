package sandbox.simulation;

import gateway.payments.Payment;
import gateway.payments.PaymentStore;
import gateway.payments.Refund;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.PaymentId;
import gateway.shared.ids.RefundId;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Nothing but what an implementation says that it has: for payments in memory. */
public interface EmptyPayments extends PaymentStore {

    @Override
    default Mono<Refund> find(RefundId id) {
        return Mono.error(new IllegalStateException("Nobody has put in " + id));
    }

    @Override
    default Flux<Refund> refundsOf(PaymentId payment) {
        return Flux.empty();
    }

    @Override
    default Mono<Map<RefundId, PaymentId>> paymentsOf(Collection<RefundId> refunds) {
        return Mono.just(Map.of());
    }

    @Override
    default Flux<Payment> list(Filter filter) {
        return Flux.empty();
    }

    @Override
    default Flux<Payment> inReview(int limit) {
        return Flux.empty();
    }

    @Override
    default Mono<Boolean> hasPaid(CustomerId customer, UUID payee) {
        return Mono.just(false);
    }

    @Override
    default Flux<Payment> takeDue(Instant now, Instant until, int limit) {
        return Flux.empty();
    }

    @Override
    default Flux<Refund> takeDueRefunds(Instant now, Instant until, int limit) {
        return Flux.empty();
    }
}
