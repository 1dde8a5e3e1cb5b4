package gateway.payments;

import static gateway.payments.PaymentLifecycle.accept;

import gateway.payments.Payment.Attempt;
import gateway.payments.Payment.Denial;
import gateway.payments.Payment.State.AwaitingPayer;
import gateway.payments.Payment.State.Cancelled;
import gateway.payments.Payment.State.DebitUnknown;
import gateway.payments.Payment.State.Declined;
import gateway.payments.Payment.State.NeedsOperator;
import gateway.payments.Payment.State.Reversed;
import gateway.payments.Payment.State.Reversing;
import gateway.payments.Payment.State.Withdrawing;
import gateway.payments.PaymentInput.DebitFound;
import gateway.payments.Step.AlreadyDone;
import gateway.processors.DeclineReason;
import gateway.processors.Inquiry.Finding;
import gateway.processors.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of {@link PaymentLifecycle} for what is paid by a bill. A bill that nobody has paid proves nothing as long
 * as it can be paid: it may be known to the customer although its operator never answered us, and nobody can take it
 * back. So a payment is given up first, then watched, and ends when its bill is over or its time is.
 */
final class BillLifecycle {

    private static final Duration CLOSING = Duration.ofMinutes(5);
    private static final int SHARES = 4;

    private BillLifecycle() {}

    /**
     * From when on a bill that is given up, and that nobody has paid, is taken for over: so long before its time is,
     * that one question without a clear answer is not the last.
     */
    static Instant closing(Payment payment) {
        var share = Duration.between(payment.openedAt(), payment.finalBy()).dividedBy(SHARES);
        return payment.finalBy().minus(share.compareTo(CLOSING) < 0 ? share : CLOSING);
    }

    static boolean isAbout(Payment payment) {
        return payment.source() instanceof Bill
                || payment.state() instanceof AwaitingPayer
                || payment.state() instanceof Withdrawing;
    }

    /** Whether it came to nothing, or will: who calls it off then is too late for nothing. */
    static boolean isGivenUp(Payment payment) {
        return payment.source() instanceof Bill
                && switch (payment.state()) {
                    case Withdrawing _, Cancelled _, NeedsOperator _ -> true;
                    case Reversing it -> isGivenUp(it.cause());
                    case Reversed it -> isGivenUp(it.cause());
                    case Declined it -> isGivenUp(it.denial());
                    default -> false;
                };
    }

    /**
     * Whether it is given up and not over yet. From then on nothing of it reaches the receiver, whatever is paid: its
     * own operator is the cause then, and not the card that was to receive.
     */
    static boolean isWithdrawn(Payment payment) {
        return switch (payment.state()) {
            case Withdrawing _ -> true;
            case Reversing it ->
                payment.source() instanceof Bill
                        && it.debit().attempt().processor().equals(it.cause().rail());
            default -> false;
        };
    }

    private static boolean isGivenUp(Denial cause) {
        return cause.reason() == DeclineReason.CALLED_OFF || cause.reason() == DeclineReason.NOT_PAID;
    }

    /** @param bill the operator's name of it; null when it did not say */
    static Step shown(Payment payment, Attempt debit, @Nullable String bill, Instant now) {
        var within = payment.source() instanceof Bill it ? it.within() : Duration.ZERO;
        return accept(payment.in(new AwaitingPayer(debit, bill, now.plus(within), 0)), List.of());
    }

    /**
     * Its operator refuses to show it. Of two that one message became on its way the second is refused, and the first
     * stands: only a no at the door is believed at once.
     */
    static Step refused(Payment payment, Attempt debit, Outcome.Declined no, Instant now) {
        var denial = debit.denial(no);
        return no.reason() == DeclineReason.RAIL_FAILURE
                ? PaymentLifecycle.declined(payment, denial, now)
                : accept(payment.in(new Withdrawing(debit, null, denial, 0)), List.of());
    }

    /** Also while it is unknown whether the customer sees it: whatever they do with it is found. */
    static Step calledOff(Payment payment, Attempt debit, @Nullable String bill) {
        return givenUp(payment, debit, bill, DeclineReason.CALLED_OFF);
    }

    static Step found(Payment payment, DebitFound input, Instant now) {
        return switch (payment.state()) {
            case DebitUnknown it -> foundAfterSilence(payment, it, input, now);
            case AwaitingPayer it -> foundInTime(payment, it, input, now);
            case Withdrawing it -> foundLate(payment, it, input, now);
            default -> new AlreadyDone(payment);
        };
    }

    private static Step foundAfterSilence(Payment payment, DebitUnknown it, DebitFound input, Instant now) {
        return switch (input.finding()) {
            case Finding.Done done -> paid(payment, it.debit(), done, input, now);
            case Finding.Refused no ->
                PaymentLifecycle.declined(payment, it.debit().denial(no.declined()), now);
            case Finding.Undone _ ->
                PaymentLifecycle.declined(payment, it.debit().noAnswer(), now);
            // Nothing is paid yet; whether there is a bill at all we cannot know.
            case Finding.NotFound _ -> shown(payment, it.debit(), null, now);
            case Finding.Unclear unclear -> PaymentLifecycle.debitStillUnknown(payment, it, unclear.why(), now);
        };
    }

    private static Step foundInTime(Payment payment, AwaitingPayer it, DebitFound input, Instant now) {
        return switch (input.finding()) {
            case Finding.Done done -> paid(payment, it.debit(), done, input, now);
            case Finding.Refused no ->
                PaymentLifecycle.declined(payment, it.debit().denial(no.declined()), now);
            case Finding.Undone _ ->
                PaymentLifecycle.declined(payment, it.debit().noAnswer(), now);
            // What was not paid when we asked may have been paid since: only a question after the end counts.
            case Finding.NotFound _, Finding.Unclear _
            when input.asked().isAfter(it.until()) -> givenUp(payment, it.debit(), it.bill(), DeclineReason.NOT_PAID);
            case Finding.NotFound _, Finding.Unclear _ ->
                accept(payment.in(new AwaitingPayer(it.debit(), it.bill(), it.until(), it.checks() + 1)), List.of());
        };
    }

    private static Step foundLate(Payment payment, Withdrawing it, DebitFound input, Instant now) {
        return switch (input.finding()) {
            case Finding.Done(var approved) ->
                accept(
                        payment.in(new Reversing(it.debit().settled(approved), it.cause(), 0)),
                        Postings.intoTransit(payment));
            case Finding.Refused _, Finding.Undone _ -> ended(payment, it.cause(), now);
            case Finding.NotFound _ when !input.asked().isBefore(closing(payment)) -> ended(payment, it.cause(), now);
            case Finding.Unclear unclear
            when payment.isOverdue(now) -> PaymentLifecycle.operator(payment, it.debit(), null, unclear.why(), now);
            case Finding.NotFound _, Finding.Unclear _ ->
                accept(payment.in(new Withdrawing(it.debit(), it.bill(), it.cause(), it.checks() + 1)), List.of());
        };
    }

    private static Step paid(Payment payment, Attempt debit, Finding.Done done, DebitFound input, Instant now) {
        return PaymentLifecycle.debited(payment, debit.settled(done.approved()), input.credit(), now);
    }

    private static Step givenUp(Payment payment, Attempt debit, @Nullable String bill, DeclineReason why) {
        var cause = new Denial(why, debit.processor(), null);
        return accept(payment.in(new Withdrawing(debit, bill, cause, 0)), List.of());
    }

    private static Step ended(Payment payment, Denial cause, Instant now) {
        var end = cause.reason() == DeclineReason.CALLED_OFF ? new Cancelled(now) : new Declined(cause, now);
        return accept(payment.in(end), List.of());
    }
}
