package gateway.payments;

import gateway.cards.CardProblem;
import gateway.cards.UseCard.CardRefusal;
import gateway.ledger.TransferRefusal;
import gateway.platform.http.RequestProblem;
import gateway.platform.journal.ClaimKey.Duplicate;
import gateway.platform.journal.ClaimKey.KeyReused;
import gateway.platform.journal.IdempotencyKeys;
import gateway.platform.journal.JournalProblem;
import gateway.platform.journal.Refusal;
import gateway.shared.ids.CustomerId;
import gateway.shared.problems.ProblemException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What clients are told: new answers, earlier ones, and what the books' refusals mean to them. */
@Component
class Answers {

    private static final int CREATED = 201;

    private final PaymentRenderer renderer;
    private final IdempotencyKeys keys;

    Answers(PaymentRenderer renderer, IdempotencyKeys keys) {
        this.renderer = renderer;
        this.keys = keys;
    }

    /** What is still under way has no answer yet: told now, a repeat would hear something else. */
    Mono<Answer> created(Payment payment) {
        return payment.isRunning()
                ? Mono.error(inProgress())
                : Mono.just(new Answer(CREATED, renderer.render(payment)));
    }

    /** The same for a refund. */
    Mono<Answer> created(Refund refund) {
        return refund.isRunning() ? Mono.error(inProgress()) : Mono.just(new Answer(CREATED, renderer.render(refund)));
    }

    private static ProblemException inProgress() {
        return RequestProblem.REQUEST_IN_PROGRESS
                .because("The first request with this key has not been answered yet")
                .with("retryAfter", 1);
    }

    /** What the first request with the same key was told; empty when there was none. */
    Mono<Answer> earlier(CustomerId customer, String key, byte[] fingerprint) {
        return keys.find(customer.shard(), customer.value(), key, fingerprint)
                .flatMap(found -> found.isPresent() ? refused(found.get()) : Mono.empty());
    }

    Mono<Answer> refused(Refusal refusal) {
        return switch (refusal) {
            case Duplicate it
            when it.answer() != null ->
                Mono.just(new Answer(it.answer().status(), it.answer().body()));
            default -> Mono.error(problem(refusal));
        };
    }

    static RuntimeException problem(Refusal refusal) {
        return switch (refusal) {
            case Duplicate _ -> inProgress();
            case KeyReused _ -> RequestProblem.KEY_REUSED.because("Use a new key for a new request");
            case CardRefusal it -> card(it);
            case TransferRefusal it -> transfer(it);
            case WritePayment.Stale _ -> PaymentProblem.PAYMENT_CHANGED.because("Somebody else moved it first");
            default -> new IllegalStateException("The books refused: " + refusal);
        };
    }

    static ProblemException stoodStill() {
        return JournalProblem.OVERLOADED
                .because("The request waited too long; nothing was done")
                .with("retryAfter", 1);
    }

    static ProblemException railUnavailable() {
        return PaymentProblem.RAIL_UNAVAILABLE
                .because("No processor can take the payment right now; nothing was done")
                .with("retryAfter", 2);
    }

    private static ProblemException card(CardRefusal refusal) {
        return switch (refusal) {
            case NOT_FOUND -> CardProblem.CARD_NOT_FOUND.because("No such card");
            case UNLINKED -> CardProblem.CARD_UNLINKED.because("Link the card again");
            case FROZEN -> CardProblem.CARD_FROZEN.because("Unfreeze the card first");
            case EXPIRED -> CardProblem.CARD_EXPIRED.because("Use another card");
        };
    }

    private static RuntimeException transfer(TransferRefusal refusal) {
        return switch (refusal.reason()) {
            case INSUFFICIENT_FUNDS ->
                PaymentProblem.INSUFFICIENT_FUNDS.because("The balance does not cover the amount");
            case CREDIT_ACCOUNT_NOT_FOUND, CREDIT_ACCOUNT_CLOSED ->
                PaymentProblem.DESTINATION_INVALID.because("The payee has no account in this currency");
            case DEBIT_ACCOUNT_NOT_FOUND, DEBIT_ACCOUNT_CLOSED ->
                PaymentProblem.SOURCE_INVALID.because("There is no account in this currency");
            default -> new IllegalStateException("The ledger refused: " + refusal);
        };
    }
}
