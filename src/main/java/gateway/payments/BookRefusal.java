package gateway.payments;

import gateway.cards.CardProblem;
import gateway.cards.UseCard.CardRefusal;
import gateway.compliance.UnrestrictedCustomers.CustomerRestricted;
import gateway.fraud.RestrictionRefusal;
import gateway.ledger.TransferRefusal;
import gateway.limits.LimitRefusal;
import gateway.limits.PayeeLimitRefusal;
import gateway.platform.http.RuleReference;
import gateway.platform.journal.ClaimKey.StoredAnswer;
import gateway.platform.journal.Refusal;
import gateway.processors.DeclineReason;
import gateway.shared.problems.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the books, or what they say of a payment, speak against, as the client is told. It is kept under the request's
 * key in one line.
 *
 * @param limit which limit it is; null for all other kinds
 * @param device until when the device has to wait; null for all other kinds
 */
record BookRefusal(
        Kind kind, @Nullable LimitRefusal limit, @Nullable DeviceWait device) {

    static final BookRefusal PAYMENTS_RESTRICTED = new BookRefusal(Kind.PAYMENTS_RESTRICTED, null);
    static final BookRefusal PAYMENT_NOT_POSSIBLE = new BookRefusal(Kind.PAYMENT_NOT_POSSIBLE, null);
    static final BookRefusal PAYMENT_NOT_REFUNDABLE = new BookRefusal(Kind.PAYMENT_NOT_REFUNDABLE, null);
    static final BookRefusal REFUND_EXCEEDS_PAYMENT = new BookRefusal(Kind.REFUND_EXCEEDS_PAYMENT, null);
    static final BookRefusal REFUND_NOT_WHOLE = new BookRefusal(Kind.REFUND_NOT_WHOLE, null);

    /** The constants are stored by name, so none is ever renamed. */
    enum Kind {
        CARD_NOT_FOUND,
        CARD_UNLINKED,
        CARD_FROZEN,
        CARD_EXPIRED,
        SOURCE_ACCOUNT_MISSING,
        DESTINATION_ACCOUNT_MISSING,
        INSUFFICIENT_FUNDS,
        LIMIT_EXCEEDED,
        PAYEE_CANNOT_TAKE,
        DEVICE_TOO_NEW,
        PAYMENTS_RESTRICTED,
        PAYMENT_NOT_POSSIBLE,
        PAYMENT_NOT_REFUNDABLE,
        REFUND_EXCEEDS_PAYMENT,
        REFUND_NOT_WHOLE
    }

    private static final int REFUSED = 400;

    BookRefusal(Kind kind, @Nullable LimitRefusal limit) {
        this(kind, limit, null);
    }

    static BookRefusal tooNew(DeviceWait wait) {
        return new BookRefusal(Kind.DEVICE_TOO_NEW, null, wait);
    }

    /** Empty where the refusal is none of the client's business. */
    static Optional<BookRefusal> of(Refusal refusal) {
        return switch (refusal) {
            case CardRefusal it -> Optional.of(new BookRefusal(card(it), null));
            case TransferRefusal it -> transfer(it.reason()).map(kind -> new BookRefusal(kind, null));
            case CustomerRestricted _ -> Optional.of(PAYMENT_NOT_POSSIBLE);
            case RestrictionRefusal _ -> Optional.of(PAYMENTS_RESTRICTED);
            case LimitRefusal it -> Optional.of(new BookRefusal(Kind.LIMIT_EXCEEDED, it));
            case PayeeLimitRefusal(var it) -> Optional.of(new BookRefusal(Kind.PAYEE_CANNOT_TAKE, it));
            default -> Optional.empty();
        };
    }

    private static Kind card(CardRefusal refusal) {
        return switch (refusal) {
            case NOT_FOUND -> Kind.CARD_NOT_FOUND;
            case UNLINKED -> Kind.CARD_UNLINKED;
            case FROZEN -> Kind.CARD_FROZEN;
            case EXPIRED -> Kind.CARD_EXPIRED;
        };
    }

    private static Optional<Kind> transfer(TransferRefusal.Reason reason) {
        return switch (reason) {
            case DEBIT_ACCOUNT_NOT_FOUND, DEBIT_ACCOUNT_CLOSED -> Optional.of(Kind.SOURCE_ACCOUNT_MISSING);
            case CREDIT_ACCOUNT_NOT_FOUND, CREDIT_ACCOUNT_CLOSED -> Optional.of(Kind.DESTINATION_ACCOUNT_MISSING);
            case INSUFFICIENT_FUNDS -> Optional.of(Kind.INSUFFICIENT_FUNDS);
            default -> Optional.empty();
        };
    }

    ProblemException problem() {
        return switch (kind) {
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
            case REFUND_NOT_WHOLE ->
                PaymentProblem.REFUND_NOT_WHOLE.because("Its rail gives back all that was paid, or nothing");
            case INSUFFICIENT_FUNDS ->
                PaymentProblem.INSUFFICIENT_FUNDS.because("The balance does not cover the amount");
            case PAYMENTS_RESTRICTED ->
                PaymentProblem.PAYMENTS_RESTRICTED.because("An order stops payments for a while; ask the bank");
            // Neither the customer nor anybody who pretends to be them hears which check it was.
            case PAYMENT_NOT_POSSIBLE -> PaymentProblem.PAYMENT_NOT_POSSIBLE.because("Ask the bank");
            case LIMIT_EXCEEDED -> limitExceeded(Objects.requireNonNull(limit));
            // What others have, and what they may have, is theirs to know.
            case PAYEE_CANNOT_TAKE -> PaymentProblem.PAYEE_CANNOT_TAKE.because("Send less, or ask the payee");
            case DEVICE_TOO_NEW -> tooNewProblem(Objects.requireNonNull(device));
        };
    }

    private static ProblemException limitExceeded(LimitRefusal limit) {
        // What others have used of it is theirs to know.
        var said = limit.shared()
                ? PaymentProblem.LIMIT_EXCEEDED.because(
                        "Too little is left of the limit %s, which others use too".formatted(limit.limit()))
                : PaymentProblem.LIMIT_EXCEEDED
                        .because("%s is left of the limit %s".formatted(limit.remaining(), limit.limit()))
                        .with("remaining", limit.remaining());
        var problem = said.with("limit", limit.limit())
                .with("limitVersion", limit.version())
                .with("ruleText", new RuleReference("limits", limit.limit(), limit.version()))
                .with("resetsAt", limit.resets().toString());
        return limit.personal() == null
                ? problem
                : problem.with("personalLimit", limit.personal().toString());
    }

    private static ProblemException tooNewProblem(DeviceWait wait) {
        return PaymentProblem.DEVICE_TOO_NEW
                .because("This device may not do it before " + wait.until())
                .with("rule", wait.rule())
                .with("ruleVersion", wait.version())
                .with("ruleText", new RuleReference("sessions", wait.rule(), wait.version()))
                .with("allowedAt", wait.until().toString());
    }

    /** The same as the end of a payment that stands in the books. */
    DeclineReason asDecline() {
        return switch (kind) {
            case CARD_NOT_FOUND, CARD_UNLINKED -> DeclineReason.CARD_NOT_FOUND;
            case CARD_FROZEN -> DeclineReason.CARD_BLOCKED;
            case CARD_EXPIRED -> DeclineReason.CARD_EXPIRED;
            case SOURCE_ACCOUNT_MISSING, INSUFFICIENT_FUNDS -> DeclineReason.INSUFFICIENT_FUNDS;
            case DESTINATION_ACCOUNT_MISSING -> DeclineReason.PAYEE_INVALID;
            case LIMIT_EXCEEDED, PAYEE_CANNOT_TAKE -> DeclineReason.LIMIT_EXCEEDED;
            case PAYMENTS_RESTRICTED, DEVICE_TOO_NEW -> DeclineReason.LEGAL_RESTRICTION;
            case PAYMENT_NOT_POSSIBLE -> DeclineReason.DO_NOT_HONOUR;
            case PAYMENT_NOT_REFUNDABLE, REFUND_EXCEEDS_PAYMENT, REFUND_NOT_WHOLE ->
                throw new IllegalStateException("Only a refund is refused so: " + this);
        };
    }

    StoredAnswer stored() {
        var line =
                kind.name() + (limit == null ? "" : " " + limit.text()) + (device == null ? "" : " " + device.text());
        return new StoredAnswer(problem().type().status(), line.getBytes(StandardCharsets.US_ASCII));
    }

    /** Empty where the answer is no refusal. */
    static Optional<BookRefusal> in(StoredAnswer answer) {
        return answer.status() < REFUSED
                ? Optional.empty()
                : Optional.of(parse(new String(answer.body(), StandardCharsets.US_ASCII)));
    }

    private static BookRefusal parse(String line) {
        var words = line.split(" ", 2);
        var kind = Kind.valueOf(words[0]);
        return switch (kind) {
            case LIMIT_EXCEEDED, PAYEE_CANNOT_TAKE -> new BookRefusal(kind, LimitRefusal.parse(words[1]));
            case DEVICE_TOO_NEW -> tooNew(DeviceWait.parse(words[1]));
            default -> new BookRefusal(kind, null);
        };
    }
}
