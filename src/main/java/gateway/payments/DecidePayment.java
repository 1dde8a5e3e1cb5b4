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

    public Mono<byte[]> confirm(Caller caller, RepeatableRequest request, PaymentId id, String code) {
        var found = find.find(caller.customer(), id);
        return once(
                caller,
                request,
                id,
                found.flatMap(payment -> confirm.confirm(payment, code)).switchIfEmpty(found));
    }

    public Mono<byte[]> cancel(Caller caller, RepeatableRequest request, PaymentId id) {
        return once(caller, request, id, find.find(caller.customer(), id).flatMap(cancel::cancel));
    }

    private Mono<byte[]> once(Caller caller, RepeatableRequest request, PaymentId id, Mono<Payment> decided) {
        return inFlight.run(answers.once(caller, request, id.value(), decided.map(renderer::render)));
    }
}
