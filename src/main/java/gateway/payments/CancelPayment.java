package gateway.payments;

import gateway.payments.PaymentInput.CancelRequested;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Calls a payment off while it still waits for the customer: for their code, or for them to pay a bill. */
@Component
class CancelPayment {

    private final PaymentRun run;

    CancelPayment(PaymentRun run) {
        this.run = run;
    }

    /** Cancelling a cancelled payment changes nothing. Errors with PAYMENT_CHANGED when it moved meanwhile. */
    Mono<Payment> cancel(Payment payment) {
        return run.apply(payment, new CancelRequested())
                .switchIfEmpty(
                        Mono.error(() -> PaymentProblem.PAYMENT_CHANGED.because("It moved on meanwhile; look again")));
    }
}
