package gateway.payments;

import gateway.ledger.PostTransfers.Transfer;
import gateway.payments.Payment.Attempt;
import gateway.payments.Payment.Denial;
import gateway.payments.Payment.Destination.ToCard;
import gateway.payments.Payment.Settled;
import gateway.payments.Payment.Source;
import gateway.payments.Payment.Source.OwnWallet;
import gateway.payments.Payment.State;
import gateway.payments.Payment.State.ActionRequired;
import gateway.payments.Payment.State.AwaitingPayer;
import gateway.payments.Payment.State.Cancelled;
import gateway.payments.Payment.State.Completed;
import gateway.payments.Payment.State.CreditUnknown;
import gateway.payments.Payment.State.Crediting;
import gateway.payments.Payment.State.DebitUnknown;
import gateway.payments.Payment.State.Debiting;
import gateway.payments.Payment.State.Declined;
import gateway.payments.Payment.State.InReview;
import gateway.payments.Payment.State.NeedsOperator;
import gateway.payments.Payment.State.Reversed;
import gateway.payments.Payment.State.Reversing;
import gateway.payments.Payment.State.Withdrawing;
import gateway.payments.PaymentInput.BooksRefused;
import gateway.payments.PaymentInput.CancelRequested;
import gateway.payments.PaymentInput.ConfirmationExpired;
import gateway.payments.PaymentInput.Confirmed;
import gateway.payments.PaymentInput.CreditAnswered;
import gateway.payments.PaymentInput.CreditFound;
import gateway.payments.PaymentInput.CreditUndone;
import gateway.payments.PaymentInput.DebitAnswered;
import gateway.payments.PaymentInput.DebitFound;
import gateway.payments.PaymentInput.DebitMovedOn;
import gateway.payments.PaymentInput.DebitUndone;
import gateway.payments.PaymentInput.ReviewExpired;
import gateway.payments.PaymentInput.ReviewRefused;
import gateway.payments.PaymentInput.ReviewReleased;
import gateway.payments.Step.Accepted;
import gateway.payments.Step.AlreadyDone;
import gateway.payments.Step.Rejected;
import gateway.processors.DeclineReason;
import gateway.processors.Inquiry.Finding;
import gateway.processors.Outcome;
import gateway.processors.Outcome.Approved;
import gateway.processors.Reversal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every rule of a payment's life, pure: the same payment, input and time give the same step.
 *
 * <p>An unknown outcome is never repeated: it is enquired about, or undone, until the rail's word is certain. The
 * answer to the message itself counts only until then; a late word changes nothing.
 */
final class PaymentLifecycle {

    /** How long a message may still be on its way to a rail that knows nothing of it, once its outcome is open. */
    static final Duration IN_FLIGHT = Duration.ofSeconds(10);

    private PaymentLifecycle() {}

    static Step step(Payment payment, PaymentInput input, Instant now) {
        return switch (input) {
            case Confirmed it -> confirmed(payment, it.first(), now);
            case ConfirmationExpired _ ->
                end(payment, payment.state() instanceof ActionRequired, DeclineReason.AUTHENTICATION_REQUIRED, now);
            case CancelRequested _ -> cancel(payment, now);
            case ReviewReleased it -> ReviewLifecycle.released(payment, it.first(), now);
            case ReviewRefused _ -> ReviewLifecycle.refused(payment, now);
            case ReviewExpired _ -> ReviewLifecycle.expired(payment, now);
            case BooksRefused it -> end(payment, payment.isWaiting(), it.reason(), now);
            case DebitAnswered it -> debitAnswered(payment, it, now);
            case DebitMovedOn it -> debitMovedOn(payment, it.next());
            case DebitFound it -> debitFound(payment, it, now);
            case DebitUndone it -> debitUndone(payment, it.reversal(), now);
            case CreditAnswered it -> creditAnswered(payment, it.outcome(), now);
            case CreditFound it -> creditFound(payment, it, now);
            case CreditUndone it -> creditUndone(payment, it.reversal(), now);
        };
    }

    private static Step confirmed(Payment payment, @Nullable Attempt first, Instant now) {
        return switch (payment.state()) {
            case ActionRequired it
            when now.isAfter(it.expiresAt()) -> end(payment, true, DeclineReason.AUTHENTICATION_REQUIRED, now);
            case ActionRequired it
            when it.reviewBy() != null -> accept(payment.in(new InReview(it.reviewBy())), List.of());
            case ActionRequired _ -> begin(payment, first, now);
            default -> new Rejected(PaymentProblem.PAYMENT_NOT_CONFIRMABLE);
        };
    }

    static Step begin(Payment payment, @Nullable Attempt first, Instant now) {
        var next = payment.in(begun(payment.source(), first, now));
        return accept(next, Postings.first(next));
    }

    /**
     * Where a payment begins once nothing speaks against it.
     *
     * @param first the leg that is asked first; null when the money stays inside the house, then it is complete at once
     */
    static State begun(Source source, @Nullable Attempt first, Instant now) {
        if (first == null) {
            return new Completed(null, null, now);
        }
        return source instanceof OwnWallet ? new Crediting(null, first) : new Debiting(first);
    }

    private static Step cancel(Payment payment, Instant now) {
        return switch (payment.state()) {
            case DebitUnknown it
            when payment.source() instanceof Bill -> BillLifecycle.calledOff(payment, it.debit(), null);
            // In a moment it can be: no final no.
            case Debiting _ when payment.source() instanceof Bill -> new Rejected(PaymentProblem.PAYMENT_CHANGED);
            case ActionRequired _, InReview _ -> accept(payment.in(new Cancelled(now)), List.of());
            case AwaitingPayer it -> BillLifecycle.calledOff(payment, it.debit(), it.bill());
            case Cancelled _, Withdrawing _ -> new AlreadyDone(payment);
            default ->
                BillLifecycle.isGivenUp(payment)
                        ? new AlreadyDone(payment)
                        : new Rejected(PaymentProblem.PAYMENT_NOT_CANCELLABLE);
        };
    }

    static Step end(Payment payment, boolean due, DeclineReason why, Instant now) {
        return due ? declined(payment, new Denial(why, null, null), now) : new AlreadyDone(payment);
    }

    private static Step debitAnswered(Payment payment, DebitAnswered input, Instant now) {
        if (!(payment.state() instanceof Debiting it)) {
            return new AlreadyDone(payment);
        }
        return switch (input.outcome()) {
            case Approved approved -> debited(payment, it.debit().settled(approved), input.credit(), now);
            case Outcome.Declined no
            when payment.source() instanceof Bill -> BillLifecycle.refused(payment, it.debit(), no, now);
            case Outcome.Declined no -> declined(payment, it.debit().denial(no), now);
            case Outcome.NotSent _ -> declined(payment, it.debit().notDelivered(), now);
            case Outcome.Unknown unknown ->
                accept(payment.in(new DebitUnknown(it.debit(), 0, unknown.why(), now)), List.of());
            case Outcome.Waiting waiting -> BillLifecycle.shown(payment, it.debit(), waiting.railReference(), now);
        };
    }

    private static Step debitMovedOn(Payment payment, Attempt next) {
        return payment.state() instanceof Debiting
                ? accept(payment.in(new Debiting(next)), List.of())
                : new AlreadyDone(payment);
    }

    private static Step debitFound(Payment payment, DebitFound input, Instant now) {
        if (BillLifecycle.isAbout(payment)) {
            return BillLifecycle.found(payment, input, now);
        }
        if (!(payment.state() instanceof DebitUnknown it)) {
            return new AlreadyDone(payment);
        }
        var debit = it.debit();
        return switch (input.finding()) {
            case Finding.Done done -> debited(payment, debit.settled(done.approved()), input.credit(), now);
            case Finding.Refused no -> declined(payment, debit.denial(no.declined()), now);
            case Finding.Undone _ -> declined(payment, debit.noAnswer(), now);
            case Finding.NotFound _
            when input.asked().isAfter(it.since().plus(IN_FLIGHT)) -> declined(payment, debit.noAnswer(), now);
            case Finding.NotFound _ -> debitStillUnknown(payment, it, "the rail does not know it yet", now);
            case Finding.Unclear unclear -> debitStillUnknown(payment, it, unclear.why(), now);
        };
    }

    private static Step debitUndone(Payment payment, Reversal reversal, Instant now) {
        return switch (payment.state()) {
            case Reversing it -> reversingAnswered(payment, it, reversal, now);
            case DebitUnknown it -> unknownDebitUndone(payment, it, reversal, now);
            default -> new AlreadyDone(payment);
        };
    }

    private static Step reversingAnswered(Payment payment, Reversing it, Reversal reversal, Instant now) {
        return switch (reversal) {
            case Reversal.Reversed _ ->
                accept(payment.in(new Reversed(it.debit(), it.cause(), now)), Postings.reversed(payment));
            case Reversal.Refused no ->
                operator(payment, it.debit().attempt(), null, "reversal refused: " + no.railCode(), now);
            case Reversal.Unclear unclear
            when payment.isOverdue(now) -> operator(payment, it.debit().attempt(), null, unclear.why(), now);
            case Reversal.Unclear _ ->
                accept(payment.in(new Reversing(it.debit(), it.cause(), it.checks() + 1)), List.of());
        };
    }

    private static Step unknownDebitUndone(Payment payment, DebitUnknown it, Reversal reversal, Instant now) {
        return switch (reversal) {
            case Reversal.Reversed _ -> declined(payment, it.debit().noAnswer(), now);
            case Reversal.Refused no -> operator(payment, it.debit(), null, "reversal refused: " + no.railCode(), now);
            case Reversal.Unclear unclear -> debitStillUnknown(payment, it, unclear.why(), now);
        };
    }

    private static Step creditAnswered(Payment payment, Outcome outcome, Instant now) {
        if (!(payment.state() instanceof Crediting it)) {
            return new AlreadyDone(payment);
        }
        return switch (outcome) {
            case Approved approved -> credited(payment, it.debit(), it.credit().settled(approved), now);
            case Outcome.Declined no ->
                giveBack(payment, it.debit(), it.credit().denial(no), now);
            case Outcome.NotSent _ -> giveBack(payment, it.debit(), it.credit().notDelivered(), now);
            case Outcome.Unknown unknown ->
                accept(payment.in(new CreditUnknown(it.debit(), it.credit(), 0, unknown.why(), now)), List.of());
            case Outcome.Waiting _ ->
                accept(payment.in(new CreditUnknown(it.debit(), it.credit(), 0, "waits for a payer", now)), List.of());
        };
    }

    private static Step creditFound(Payment payment, CreditFound input, Instant now) {
        if (!(payment.state() instanceof CreditUnknown it)) {
            return new AlreadyDone(payment);
        }
        return switch (input.finding()) {
            case Finding.Done done -> credited(payment, it.debit(), it.credit().settled(done.approved()), now);
            case Finding.Refused no -> giveBack(payment, it.debit(), it.credit().denial(no.declined()), now);
            case Finding.Undone _ -> giveBack(payment, it.debit(), it.credit().noAnswer(), now);
            case Finding.NotFound _
            when input.asked().isAfter(it.since().plus(IN_FLIGHT)) ->
                giveBack(payment, it.debit(), it.credit().noAnswer(), now);
            case Finding.NotFound _ -> creditStillUnknown(payment, it, "the rail does not know it yet", now);
            case Finding.Unclear unclear -> creditStillUnknown(payment, it, unclear.why(), now);
        };
    }

    private static Step creditUndone(Payment payment, Reversal reversal, Instant now) {
        if (!(payment.state() instanceof CreditUnknown it)) {
            return new AlreadyDone(payment);
        }
        return switch (reversal) {
            case Reversal.Reversed _ ->
                giveBack(payment, it.debit(), it.credit().noAnswer(), now);
            case Reversal.Refused no ->
                operator(payment, debitOf(it.debit()), it.credit(), "reversal refused: " + no.railCode(), now);
            case Reversal.Unclear unclear -> creditStillUnknown(payment, it, unclear.why(), now);
        };
    }

    static Step debited(Payment payment, Settled debit, @Nullable Attempt credit, Instant now) {
        if (!(payment.destination() instanceof ToCard)) {
            return accept(payment.in(new Completed(debit, null, now)), Postings.debited(payment));
        }
        var next = credit == null
                ? new Reversing(debit, new Denial(DeclineReason.NOT_DELIVERED, null, null), 0)
                : new Crediting(debit, credit);
        return accept(payment.in(next), Postings.debited(payment));
    }

    private static Step credited(Payment payment, @Nullable Settled debit, Settled credit, Instant now) {
        var transfers = debit == null ? Postings.postHold(payment) : Postings.credited(payment);
        return accept(payment.in(new Completed(debit, credit, now)), transfers);
    }

    /** The destination did not get it: a held wallet is released at once, a card has to be asked. */
    private static Step giveBack(Payment payment, @Nullable Settled debit, Denial cause, Instant now) {
        return debit == null
                ? accept(payment.in(new Declined(cause, now)), Postings.releaseHold(payment))
                : accept(payment.in(new Reversing(debit, cause, 0)), List.of());
    }

    static Step debitStillUnknown(Payment payment, DebitUnknown it, String why, Instant now) {
        return payment.isOverdue(now)
                ? operator(payment, it.debit(), null, why, now)
                : accept(payment.in(new DebitUnknown(it.debit(), it.checks() + 1, why, it.since())), List.of());
    }

    private static Step creditStillUnknown(Payment payment, CreditUnknown it, String why, Instant now) {
        return payment.isOverdue(now)
                ? operator(payment, debitOf(it.debit()), it.credit(), why, now)
                : accept(
                        payment.in(new CreditUnknown(it.debit(), it.credit(), it.checks() + 1, why, it.since())),
                        List.of());
    }

    static Step declined(Payment payment, Denial denial, Instant now) {
        return accept(payment.in(new Declined(denial, now)), List.of());
    }

    static Step operator(Payment payment, @Nullable Attempt debit, @Nullable Attempt credit, String why, Instant now) {
        return accept(payment.in(new NeedsOperator(debit, credit, why, now)), List.of());
    }

    private static @Nullable Attempt debitOf(@Nullable Settled debit) {
        return debit == null ? null : debit.attempt();
    }

    static Accepted accept(Payment next, List<Transfer> transfers) {
        return new Accepted(next, transfers);
    }
}
