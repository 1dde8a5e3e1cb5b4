package gateway.payments;

import gateway.platform.http.Caller;
import gateway.platform.http.RepeatableRequest;
import gateway.platform.idempotency.KeptAnswers;
import gateway.shared.ids.PaymentId;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What a customer decides about a payment that waits for them. Like everything that moves money it outlives the
 * request, up to the answer that is kept for a repeat: whoever lost the connection asks again and hears what happened.
 */
@Component
public class DecidePayment {

    private final FindPayment find;
    private final ConfirmPayment confirm;
    private final CancelPayment cancel;
    private final PaymentsInFlight inFlight;
    private final PaymentRenderer renderer;
    private final KeptAnswers answers;

    DecidePayment(
            FindPayment find,
            ConfirmPayment confirm,
            CancelPayment cancel,
            PaymentsInFlight inFlight,
            PaymentRenderer renderer,
            KeptAnswers answers) {
        this.find = find;
        this.confirm = confirm;
        this.cancel = cancel;
        this.inFlight = inFlight;
        this.renderer = renderer;
        this.answers = answers;
    }

    /**
     * A code is good once, so the key is claimed in the entry that lets the payment begin: a repeat hears what became
     * of it even if this node dies before it could answer.
     */
    public Mono<byte[]> confirm(Caller caller, RepeatableRequest request, PaymentId id, String code) {
        var found = find.find(caller.customer(), id);
        return inFlight.run(answers.once(
                caller,
                request,
                id.value(),
                claim -> found.flatMap(payment -> confirm.confirm(payment, caller.device(), code, claim))
                        .switchIfEmpty(Mono.error(
                                () -> PaymentProblem.PAYMENT_CHANGED.because("It moved on meanwhile; look again")))
                        .map(renderer::render),
                found.filter(payment -> !payment.isRunning()).map(renderer::render)));
    }

    public Mono<byte[]> cancel(Caller caller, RepeatableRequest request, PaymentId id) {
        var cancelled = cancel.cancel(caller.customer(), id).map(renderer::render);
        return inFlight.run(answers.once(caller, request, id.value(), cancelled));
    }
}
