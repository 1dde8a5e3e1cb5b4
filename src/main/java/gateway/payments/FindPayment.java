package gateway.payments;

import gateway.payments.PaymentStore.Filter;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.PaymentId;
import gateway.shared.ids.RefundId;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Shows customers their own payments; somebody else's does not exist for them. */
@Component
class FindPayment {

    private final PaymentStore store;

    FindPayment(PaymentStore store) {
        this.store = store;
    }

    /** Errors with PAYMENT_NOT_FOUND, also for another customer's. */
    Mono<Payment> find(CustomerId customer, PaymentId id) {
        return id.shard() == customer.shard()
                ? store.find(id)
                        .filter(payment -> payment.customer().equals(customer))
                        .switchIfEmpty(Mono.error(() -> PaymentProblem.PAYMENT_NOT_FOUND.because(id.toString())))
                : Mono.error(PaymentProblem.PAYMENT_NOT_FOUND.because(id.toString()));
    }

    Mono<Refund> find(CustomerId customer, RefundId id) {
        return store.find(id)
                .filter(refund -> refund.customer().equals(customer))
                .switchIfEmpty(Mono.error(() -> PaymentProblem.REFUND_NOT_FOUND.because(id.toString())));
    }

    Flux<Refund> refundsOf(Payment payment) {
        return store.refundsOf(payment.id());
    }

    Mono<List<Payment>> list(Filter filter) {
        return store.list(filter).collectList();
    }
}
