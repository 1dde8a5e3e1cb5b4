package gateway.payments;

import gateway.payments.PaymentInput.CancelRequested;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.PaymentId;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Calls a payment off while it still waits for the customer: for their code, or for them to pay a bill. */
@Component
class CancelPayment {

    // Whoever asks the operator about a bill moves it on each time, though it waits as before.
    private static final int LOOKS_AGAIN = 3;

    private final FindPayment find;
    private final PaymentRun run;

    CancelPayment(FindPayment find, PaymentRun run) {
        this.find = find;
        this.run = run;
    }

    /**
     * Cancelling a cancelled payment changes nothing. What moved meanwhile is read and judged again; errors with
     * PAYMENT_CHANGED when it moves every time.
     */
    Mono<Payment> cancel(CustomerId customer, PaymentId id) {
        return Mono.defer(() -> find.find(customer, id))
                .flatMap(payment -> run.apply(payment, new CancelRequested()))
                .repeatWhenEmpty(moved -> moved.take(LOOKS_AGAIN))
                .switchIfEmpty(
                        Mono.error(() -> PaymentProblem.PAYMENT_CHANGED.because("It moved on meanwhile; look again")));
    }
}
