package gateway.payments;

import gateway.payments.Payment.Attempt;
import gateway.payments.Payment.State.ActionRequired;
import gateway.payments.PaymentInput.ConfirmationExpired;
import gateway.payments.PaymentInput.Confirmed;
import gateway.platform.journal.ClaimKey;
import gateway.sessions.StepUp;
import gateway.shared.ids.DeviceId;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Lets a payment begin once the customer's code proves that they mean it. */
@Component
class ConfirmPayment {

    private final Confirmations confirmations;
    private final Rails rails;
    private final PaymentRun run;
    private final CheckDevice devices;
    private final Clock clock;

    ConfirmPayment(Confirmations confirmations, Rails rails, PaymentRun run, CheckDevice devices, Clock clock) {
        this.confirmations = confirmations;
        this.rails = rails;
        this.run = run;
        this.devices = devices;
        this.clock = clock;
    }

    /**
     * Emits the payment as it then is; empty when another node took it up. A wrong code leaves the payment as it is,
     * and so does a rail without room. The code opens nothing twice, because the payment begins once.
     *
     * @param device from which it is confirmed; one that may not make it may not confirm it either, whoever made it,
     *     and the code stays good for one that may
     * @param claim taken together with the payment's beginning, or not at all
     */
    Mono<Payment> confirm(Payment payment, DeviceId device, String code, ClaimKey claim) {
        return Mono.defer(() -> devices.confirming(device, payment, clock.instant())
                .<Mono<Payment>>map(no -> Mono.error(no.problem()))
                .orElseGet(() -> confirm(payment, code, claim)));
    }

    private Mono<Payment> confirm(Payment payment, String code, ClaimKey claim) {
        return payment.state() instanceof ActionRequired waiting
                ? first(payment, waiting)
                        .flatMap(first -> confirmations
                                .confirm(payment, waiting.challenge(), code)
                                .flatMap(result -> checked(payment, result, new Confirmed(first.orElse(null)), claim)))
                : Mono.error(PaymentProblem.PAYMENT_NOT_CONFIRMABLE.because(PaymentView.statusOf(payment.state())));
    }

    private Mono<Payment> checked(Payment payment, StepUp.Result result, Confirmed confirmed, ClaimKey claim) {
        return switch (result) {
            case CONFIRMED -> run.confirm(payment, confirmed, claim);
            case WRONG -> Mono.error(PaymentProblem.CODE_WRONG.because("Type the code of the last message"));
            case LOCKED -> Mono.error(PaymentProblem.CODE_LOCKED.because("Codes are locked for a while"));
            // A code is forgotten some time after it has expired.
            case EXPIRED, UNKNOWN -> expired(payment);
        };
    }

    // The payment ends before that is said: a twin that came in time may still wait to begin it.
    private Mono<Payment> expired(Payment payment) {
        return run.apply(payment, new ConfirmationExpired())
                .flatMap(_ -> Mono.error(PaymentProblem.CODE_EXPIRED.because("Make the payment again")));
    }

    /**
     * The leg that is asked first; empty when the money stays inside the house, or the bank decides before it moves.
     */
    private Mono<Optional<Attempt>> first(Payment payment, ActionRequired waiting) {
        return payment.staysInside() || waiting.reviewBy() != null
                ? Mono.just(Optional.empty())
                : rails.prepareFirst(payment)
                        .filter(Optional::isPresent)
                        .switchIfEmpty(Mono.error(Answers::railUnavailable));
    }
}
