package gateway.payments;

import gateway.ledger.PostTransfers.Transfer;
import gateway.payments.Payment.Attempt;
import gateway.payments.Payment.Denial;
import gateway.payments.Payment.Settled;
import gateway.payments.Refund.State.Declined;
import gateway.payments.Refund.State.NeedsOperator;
import gateway.payments.Refund.State.RefundUnknown;
import gateway.payments.Refund.State.Refunded;
import gateway.payments.Refund.State.Refunding;
import gateway.processors.DeclineReason;
import gateway.processors.Inquiry.Finding;
import gateway.processors.Outcome;
import gateway.processors.Reversal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every rule of a refund's life, pure. */
final class RefundLifecycle {

    private static final String NOBODY_TO_WAIT_FOR = "the rail waits for a payer of a refund";

    private RefundLifecycle() {}

    /**
     * The refund moves on, and these transfers with it.
     *
     * @param givesUp whether the payment's refunded amount shrinks again
     */
    record Advanced(Refund next, List<Transfer> transfers, boolean givesUp) {}

    /** What speaks against refunding this much; null when nothing does. */
    static @Nullable BookRefusal refusal(Payment payment, long minor) {
        if (!(payment.state() instanceof Payment.State.Completed)
                || payment.destination() instanceof Payment.Destination.ToCard) {
            return BookRefusal.PAYMENT_NOT_REFUNDABLE;
        }
        long left =
                Math.subtractExact(payment.amount().minor(), payment.refunded().minor());
        return minor > left || left == 0 ? BookRefusal.REFUND_EXCEEDS_PAYMENT : null;
    }

    static Optional<Advanced> answered(Refund refund, Outcome outcome, Instant now) {
        if (!(refund.state() instanceof Refunding it)) {
            return Optional.empty();
        }
        return Optional.of(
                switch (outcome) {
                    case Outcome.Approved approved -> refunded(refund, it.attempt(), approved, now);
                    case Outcome.Declined no ->
                        declined(refund, new Denial(no.reason(), it.attempt().processor(), no.railCode()), now);
                    case Outcome.NotSent _ -> declined(refund, ours(it.attempt(), DeclineReason.NOT_DELIVERED), now);
                    case Outcome.Unknown unknown -> unknown(refund, it.attempt(), 0, unknown.why(), now);
                    case Outcome.Waiting _ -> unknown(refund, it.attempt(), 0, NOBODY_TO_WAIT_FOR, now);
                });
    }

    /** @param asked when the enquiry began: what the rail did not know then it may know by now */
    static Optional<Advanced> found(Refund refund, Finding finding, Instant asked, Instant now) {
        if (!(refund.state() instanceof RefundUnknown it)) {
            return Optional.empty();
        }
        var attempt = it.attempt();
        return Optional.of(
                switch (finding) {
                    case Finding.Done done -> refunded(refund, attempt, done.approved(), now);
                    case Finding.Refused no ->
                        declined(
                                refund,
                                new Denial(
                                        no.declined().reason(),
                                        attempt.processor(),
                                        no.declined().railCode()),
                                now);
                    case Finding.Undone _ -> declined(refund, ours(attempt, DeclineReason.NO_ANSWER), now);
                    case Finding.NotFound _
                    when asked.isAfter(it.since().plus(PaymentLifecycle.IN_FLIGHT)) ->
                        declined(refund, ours(attempt, DeclineReason.NO_ANSWER), now);
                    case Finding.NotFound _ -> stillUnknown(refund, it, "the rail does not know it yet", now);
                    case Finding.Unclear unclear -> stillUnknown(refund, it, unclear.why(), now);
                });
    }

    /** On a rail that cannot be asked, an unknown refund is undone: then it never happened. */
    static Optional<Advanced> undone(Refund refund, Reversal reversal, Instant now) {
        if (!(refund.state() instanceof RefundUnknown it)) {
            return Optional.empty();
        }
        var attempt = it.attempt();
        return Optional.of(
                switch (reversal) {
                    case Reversal.Reversed _ -> declined(refund, ours(attempt, DeclineReason.NO_ANSWER), now);
                    case Reversal.Refused no -> operator(refund, attempt, "reversal refused: " + no.railCode(), now);
                    case Reversal.Unclear unclear -> stillUnknown(refund, it, unclear.why(), now);
                });
    }

    private static Advanced refunded(Refund refund, Attempt attempt, Outcome.Approved approved, Instant now) {
        var rail = new Settled(attempt, approved.railReference(), approved.approvalCode());
        return new Advanced(refund.in(new Refunded(rail, now)), RefundPostings.post(refund), false);
    }

    private static Advanced declined(Refund refund, Denial denial, Instant now) {
        return new Advanced(refund.in(new Declined(denial, now)), RefundPostings.release(refund), true);
    }

    private static Advanced stillUnknown(Refund refund, RefundUnknown it, String why, Instant now) {
        return now.isAfter(refund.finalBy())
                ? operator(refund, it.attempt(), why, now)
                : unknown(refund, it.attempt(), it.checks() + 1, why, it.since());
    }

    private static Advanced unknown(Refund refund, Attempt attempt, int checks, String why, Instant since) {
        return new Advanced(refund.in(new RefundUnknown(attempt, checks, why, since)), List.of(), false);
    }

    private static Advanced operator(Refund refund, Attempt attempt, String why, Instant now) {
        return new Advanced(refund.in(new NeedsOperator(attempt, why, now)), List.of(), false);
    }

    private static Denial ours(Attempt attempt, DeclineReason reason) {
        return new Denial(reason, attempt.processor(), null);
    }
}
