package gateway.payments;

import gateway.payments.Payment.State;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** When an unfinished payment or refund is looked at next. Pure: its jitter follows from the id. */
record CheckSchedule(Duration lease, Duration first, Duration last) {

    /** Few pay what they called off or forgot, and nobody waits for the answer. */
    private static final Duration WATCH = Duration.ofMinutes(10);

    static CheckSchedule of(PaymentSettings settings) {
        return new CheckSchedule(settings.lease(), settings.firstCheck(), settings.lastCheck());
    }

    /** Null when nothing is left to do. */
    @Nullable
    Instant next(Payment payment, Instant now) {
        var id = payment.id().value();
        return switch (payment.state()) {
            case State.ActionRequired it -> it.expiresAt().plus(first);
            case State.InReview it -> it.until().plus(first);
            case State.Debiting _, State.Crediting _ -> now.plus(lease);
            case State.DebitUnknown it -> now.plus(pause(id, it.checks()));
            case State.AwaitingPayer it -> now.plus(pause(id, it.checks()));
            case State.Withdrawing it -> watch(payment, it.checks(), now);
            case State.CreditUnknown it -> now.plus(pause(id, it.checks()));
            case State.Reversing it -> now.plus(pause(id, it.checks()));
            case State.Completed _, State.Declined _, State.Reversed _, State.Cancelled _, State.NeedsOperator _ ->
                null;
        };
    }

    // Ever more seldom, and often at the end, when a clear answer is the last.
    private Instant watch(Payment payment, int checks, Instant now) {
        var closing = BillLifecycle.closing(payment);
        if (!now.isBefore(closing)) {
            return now.plus(last);
        }
        var next = now.plus(pause(payment.id().value(), checks, WATCH));
        return next.isAfter(closing) ? closing : next;
    }

    @Nullable
    Instant next(Refund refund, Instant now) {
        return switch (refund.state()) {
            case Refund.State.Refunding _ -> now.plus(lease);
            case Refund.State.RefundUnknown it -> now.plus(pause(refund.id().value(), it.checks()));
            case Refund.State.Refunded _, Refund.State.Declined _, Refund.State.NeedsOperator _ -> null;
        };
    }

    /** Doubles with every check, within bounds, less up to a quarter. */
    private Duration pause(UUID id, int checks) {
        return pause(id, checks, last);
    }

    private Duration pause(UUID id, int checks, Duration longest) {
        long millis = Math.min(longest.toMillis(), first.toMillis() << Math.min(checks, 16));
        long jitter = Math.floorMod(id.getLeastSignificantBits() * 31 + checks, Math.max(1, millis / 4));
        return Duration.ofMillis(millis - jitter);
    }
}
