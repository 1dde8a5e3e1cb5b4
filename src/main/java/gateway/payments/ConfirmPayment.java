package gateway.payments;

import gateway.payments.Payment.Destination;
import gateway.payments.Payment.Source;
import gateway.payments.Payment.State.ActionRequired;
import gateway.payments.PaymentInput.Confirmed;
import gateway.sessions.StepUp;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Lets a payment begin once the customer's code proves that they mean it. */
@Component
class ConfirmPayment {

    private final Confirmations confirmations;
    private final Rails rails;
    private final PaymentRun run;

    ConfirmPayment(Confirmations confirmations, Rails rails, PaymentRun run) {
        this.confirmations = confirmations;
        this.rails = rails;
        this.run = run;
    }

    /** Answers as {@link MakePayment}. A wrong code leaves the payment as it is. */
    Mono<Payment> confirm(Payment payment, String code) {
        return payment.state() instanceof ActionRequired waiting
                ? confirmations.confirm(payment, waiting.challenge(), code).flatMap(result -> checked(payment, result))
                : Mono.error(PaymentProblem.PAYMENT_NOT_CONFIRMABLE.because(PaymentView.statusOf(payment.state())));
    }

    private Mono<Payment> checked(Payment payment, StepUp.Result result) {
        return switch (result) {
            case CONFIRMED -> begin(payment);
            case WRONG -> Mono.error(PaymentProblem.CODE_WRONG.because("Type the code of the last message"));
            case EXPIRED -> Mono.error(PaymentProblem.CODE_EXPIRED.because("Make the payment again"));
            case LOCKED -> Mono.error(PaymentProblem.CODE_LOCKED.because("Codes are locked for a while"));
            case UNKNOWN -> Mono.error(PaymentProblem.PAYMENT_NOT_CONFIRMABLE.because("The code was used"));
        };
    }

    private Mono<Payment> begin(Payment payment) {
        boolean internal =
                payment.source() instanceof Source.OwnWallet && !(payment.destination() instanceof Destination.ToCard);
        return internal
                ? run.apply(payment, new Confirmed(null))
                : rails.prepareFirst(payment)
                        .flatMap(first -> first.isEmpty()
                                ? Mono.error(Answers.railUnavailable())
                                : run.apply(payment, new Confirmed(first.get())))
                        .flatMap(run::forward);
    }
}
