package gateway.payments;

import gateway.payments.Payment.Attempt;
import gateway.processors.DeclineReason;
import gateway.processors.Inquiry.Finding;
import gateway.processors.Outcome;
import gateway.processors.Reversal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What can happen to a payment. */
sealed interface PaymentInput {

    /**
     * The customer confirmed with a code.
     *
     * @param first the leg that is asked first; null when the money stays inside the house
     */
    record Confirmed(@Nullable Attempt first) implements PaymentInput {}

    /** The customer or the bank agreed, but the books spoke against it. */
    record BooksRefused(DeclineReason reason) implements PaymentInput {}

    /** The customer calls it off. */
    record CancelRequested() implements PaymentInput {}

    /** Nobody confirmed in time. */
    record ConfirmationExpired() implements PaymentInput {}

    /**
     * The bank lets it go.
     *
     * @param first the leg that is asked first; null when the money stays inside the house
     */
    record ReviewReleased(@Nullable Attempt first) implements PaymentInput {}

    /** The bank does not want it. */
    record ReviewRefused() implements PaymentInput {}

    /** Nobody of the bank decided in time. */
    record ReviewExpired() implements PaymentInput {}

    /**
     * The source's rail answered.
     *
     * @param credit the message for the destination's rail, prepared; null when there is none, or no rail can take it
     */
    record DebitAnswered(Outcome outcome, @Nullable Attempt credit) implements PaymentInput {}

    /**
     * The source's rail heard nothing, and another can be asked.
     *
     * @param next the message for the other rail, prepared
     */
    record DebitMovedOn(Attempt next) implements PaymentInput {}

    /**
     * The source's rail looked into its books.
     *
     * @param asked when the enquiry began: what the rail did not know then it may know by now
     */
    record DebitFound(Finding finding, @Nullable Attempt credit, Instant asked) implements PaymentInput {}

    /** The source's rail was asked to undo the debit. */
    record DebitUndone(Reversal reversal) implements PaymentInput {}

    /** The destination's rail answered. */
    record CreditAnswered(Outcome outcome) implements PaymentInput {}

    /**
     * The destination's rail looked into its books.
     *
     * @param asked when the enquiry began: what the rail did not know then it may know by now
     */
    record CreditFound(Finding finding, Instant asked) implements PaymentInput {}

    /** The destination's rail was asked to undo the credit. */
    record CreditUndone(Reversal reversal) implements PaymentInput {}
}
