package gateway.payments;

import gateway.payments.GiveBack.Standing.Back;
import gateway.payments.GiveBack.Standing.Refused;
import gateway.payments.GiveBack.Standing.UnderWay;
import gateway.payments.Refund.State;
import gateway.platform.crypto.Sha256;
import gateway.platform.http.RequestProblem;
import gateway.shared.ids.PaymentId;
import gateway.shared.money.Money;
import gateway.shared.problems.ProblemException;
import gateway.shared.problems.ProblemType;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Gives a payment back for whoever owns what was paid for; customers cannot ask for it. Of one payment at most one
 * refund is under way or done, however often it is asked for.
 */
@Component
public class GiveBack {

    // A customer's keys are one space. A client's key has no blank, so none of theirs is ever ours.
    private static final String KEY = "give back ";

    /** What is answered however often it is asked for. */
    private static final Set<ProblemType> NEVER = Set.of(
            PaymentProblem.PAYMENT_NOT_REFUNDABLE,
            PaymentProblem.REFUND_EXCEEDS_PAYMENT,
            PaymentProblem.REFUND_NOT_WHOLE);

    private final PaymentStore store;
    private final RefundPayment refund;
    private final PaymentsInFlight inFlight;

    GiveBack(PaymentStore store, RefundPayment refund, PaymentsInFlight inFlight) {
        this.store = store;
        this.refund = refund;
        this.inFlight = inFlight;
    }

    /** How far it is. */
    public sealed interface Standing {

        /** The customer has it. */
        record Back() implements Standing {}

        /** Nobody knows yet; ask again later. */
        record UnderWay() implements Standing {}

        /** The customer's rail does not take it; nothing has moved. */
        record Refused(String why) implements Standing {}
    }

    /**
     * Asks for it, and says how far it is. Errors where nothing could be asked right now.
     *
     * @param tries how often it was refused and people wanted it to be tried again
     */
    public Mono<Standing> giveBack(PaymentId id, Money amount, int tries) {
        var key = KEY + id + " " + tries;
        return store.refundsOf(id)
                .collectList()
                .flatMap(refunds -> standing(refunds, key))
                .switchIfEmpty(Mono.defer(() -> ask(id, key, amount)));
    }

    private static Mono<Standing> standing(List<Refund> refunds, String key) {
        return Mono.justOrEmpty(refunds.stream()
                .filter(it -> it.key().equals(key) || !(it.state() instanceof State.Declined))
                .findFirst()
                .map(GiveBack::standing));
    }

    private static Standing standing(Refund refund) {
        return switch (refund.state()) {
            case State.Refunded _ -> new Back();
            case State.Refunding _, State.RefundUnknown _ -> new UnderWay();
            case State.Declined it -> new Refused(it.denial().reason().wireName());
            case State.NeedsOperator it -> new Refused(it.why());
        };
    }

    private Mono<Standing> ask(PaymentId id, String key, Money amount) {
        var fingerprint = Sha256.of(key + " " + amount);
        return inFlight.goOn(store.find(id).flatMap(payment -> refund.refund(payment, key, fingerprint, amount)))
                .then(Mono.defer(() -> store.refundsOf(id).collectList().flatMap(refunds -> standing(refunds, key))))
                .onErrorResume(ProblemException.class, GiveBack::notAsked)
                .defaultIfEmpty(new UnderWay());
    }

    private static Mono<Standing> notAsked(ProblemException problem) {
        if (problem.type() == RequestProblem.REQUEST_IN_PROGRESS) {
            return Mono.empty();
        }
        return NEVER.contains(problem.type())
                ? Mono.just(new Refused(problem.type().slug()))
                : Mono.error(problem);
    }
}
