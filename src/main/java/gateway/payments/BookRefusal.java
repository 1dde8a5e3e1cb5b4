package gateway.payments;

import gateway.cards.CardProblem;
import gateway.cards.UseCard.CardRefusal;
import gateway.ledger.TransferRefusal;
import gateway.platform.journal.ClaimKey.StoredAnswer;
import gateway.platform.journal.Refusal;
import gateway.processors.DeclineReason;
import gateway.shared.problems.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What the books, or what they say of a payment, speak against, as the client is told. It is kept under the request's
 * key by its name here: the constants are stored, so none is ever renamed.
 */
enum BookRefusal {
    CARD_NOT_FOUND,
    CARD_UNLINKED,
    CARD_FROZEN,
    CARD_EXPIRED,
    SOURCE_ACCOUNT_MISSING,
    DESTINATION_ACCOUNT_MISSING,
    INSUFFICIENT_FUNDS,
    PAYMENT_NOT_REFUNDABLE,
    REFUND_EXCEEDS_PAYMENT;

    private static final int REFUSED = 400;

    /** Empty where the refusal is none of the client's business. */
    static Optional<BookRefusal> of(Refusal refusal) {
        return switch (refusal) {
            case CardRefusal it -> Optional.of(card(it));
            case TransferRefusal it -> transfer(it.reason());
            default -> Optional.empty();
        };
    }

    private static BookRefusal card(CardRefusal refusal) {
        return switch (refusal) {
            case NOT_FOUND -> CARD_NOT_FOUND;
            case UNLINKED -> CARD_UNLINKED;
            case FROZEN -> CARD_FROZEN;
            case EXPIRED -> CARD_EXPIRED;
        };
    }

    private static Optional<BookRefusal> transfer(TransferRefusal.Reason reason) {
        return switch (reason) {
            case DEBIT_ACCOUNT_NOT_FOUND, DEBIT_ACCOUNT_CLOSED -> Optional.of(SOURCE_ACCOUNT_MISSING);
            case CREDIT_ACCOUNT_NOT_FOUND, CREDIT_ACCOUNT_CLOSED -> Optional.of(DESTINATION_ACCOUNT_MISSING);
            case INSUFFICIENT_FUNDS -> Optional.of(INSUFFICIENT_FUNDS);
            default -> Optional.empty();
        };
    }

    ProblemException problem() {
        return switch (this) {
            case CARD_NOT_FOUND -> CardProblem.CARD_NOT_FOUND.because("No such card");
            case CARD_UNLINKED -> CardProblem.CARD_UNLINKED.because("Link the card again");
            case CARD_FROZEN -> CardProblem.CARD_FROZEN.because("Unfreeze the card first");
            case CARD_EXPIRED -> CardProblem.CARD_EXPIRED.because("Use another card");
            case SOURCE_ACCOUNT_MISSING ->
                PaymentProblem.SOURCE_INVALID.because("There is no account in this currency");
            case DESTINATION_ACCOUNT_MISSING ->
                PaymentProblem.DESTINATION_INVALID.because("The payee has no account in this currency");
            case PAYMENT_NOT_REFUNDABLE ->
                PaymentProblem.PAYMENT_NOT_REFUNDABLE.because("Only what a wallet or a merchant got can be given back");
            case REFUND_EXCEEDS_PAYMENT ->
                PaymentProblem.REFUND_EXCEEDS_PAYMENT.because("Less than that is left of the payment");
            case INSUFFICIENT_FUNDS ->
                PaymentProblem.INSUFFICIENT_FUNDS.because("The balance does not cover the amount");
        };
    }

    /** The same as the end of a payment that stands in the books. */
    DeclineReason asDecline() {
        return switch (this) {
            case CARD_NOT_FOUND, CARD_UNLINKED -> DeclineReason.CARD_NOT_FOUND;
            case CARD_FROZEN -> DeclineReason.CARD_BLOCKED;
            case CARD_EXPIRED -> DeclineReason.CARD_EXPIRED;
            case SOURCE_ACCOUNT_MISSING, INSUFFICIENT_FUNDS -> DeclineReason.INSUFFICIENT_FUNDS;
            case DESTINATION_ACCOUNT_MISSING -> DeclineReason.PAYEE_INVALID;
            case PAYMENT_NOT_REFUNDABLE, REFUND_EXCEEDS_PAYMENT ->
                throw new IllegalStateException("Only a refund is refused so: " + this);
        };
    }

    StoredAnswer stored() {
        return new StoredAnswer(problem().type().status(), name().getBytes(StandardCharsets.US_ASCII));
    }

    /** Empty where the answer is no refusal. */
    static Optional<BookRefusal> in(StoredAnswer answer) {
        return answer.status() < REFUSED
                ? Optional.empty()
                : Optional.of(valueOf(new String(answer.body(), StandardCharsets.US_ASCII)));
    }
}
