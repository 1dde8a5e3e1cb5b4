package gateway.operators;

import gateway.operators.OperatorTransaction.State.Cancelled;
import gateway.operators.OperatorTransaction.State.Created;
import gateway.operators.OperatorTransaction.State.Performed;
import gateway.operators.OperatorTransaction.State.Returned;
import java.time.Instant;

/** Every transition of an operator's transaction. Pure: what it decides is written by {@link TakeTransactions}. */
public final class TransactionLifecycle {

    /** Payme's number for a time-out; the other operators tell no reasons. */
    public static final int TIMED_OUT = 4;

    /** Payme's number for a payee that cannot take it; we say so where an operator tells no reasons. */
    public static final int NOT_TAKEN = 1;

    private TransactionLifecycle() {}

    /** What has to be done. */
    public sealed interface Step {

        record Move(OperatorTransaction next) implements Step {}

        /** Its time was over before it was performed. */
        record Expire(OperatorTransaction next) implements Step {}

        record Stay(OperatorTransaction transaction) implements Step {}

        record Refuse(Why why) implements Step {}
    }

    /** The operator announces again what it announced before. */
    public static Step announcedAgain(OperatorTransaction it, Announced again, Instant now) {
        return switch (it.state()) {
            case Created _, Performed _ when !again.isSameAs(it) -> new Step.Refuse(Why.OTHER_CONTENT);
            case Created _ when isOver(it, now) -> expire(it, now);
            case Created _, Performed _ -> new Step.Stay(it);
            case Cancelled _, Returned _ -> new Step.Refuse(Why.ALREADY_CANCELLED);
        };
    }

    public static Step perform(OperatorTransaction it, Instant now) {
        return switch (it.state()) {
            case Created _ when isOver(it, now) -> expire(it, now);
            case Created _ -> new Step.Move(it.in(new Performed(now)));
            case Performed _ -> new Step.Stay(it);
            case Cancelled _, Returned _ -> new Step.Refuse(Why.ALREADY_CANCELLED);
        };
    }

    /**
     * What is on its way to a card, or there, cannot be taken back. A second cancellation does not overwrite the reason
     * of the first.
     */
    public static Step cancel(OperatorTransaction it, int reason, Instant now) {
        return switch (it.state()) {
            case Created _ -> new Step.Move(it.in(new Cancelled(now, reason)));
            case Performed _ when !it.canComeBack() -> new Step.Refuse(Why.CANNOT_GIVE_BACK);
            case Performed(var at) -> new Step.Move(it.in(new Returned(at, now, reason)));
            case Cancelled _, Returned _ -> new Step.Stay(it);
        };
    }

    /** What nobody can perform; what was performed or ended meanwhile stays as it is. */
    public static Step callOff(OperatorTransaction it, Instant now) {
        return switch (it.state()) {
            case Created _ -> new Step.Move(it.in(new Cancelled(now, NOT_TAKEN)));
            case Performed _, Cancelled _, Returned _ -> new Step.Stay(it);
        };
    }

    static Step expireIfDue(OperatorTransaction it, Instant now) {
        return it.state() instanceof Created && isOver(it, now) ? expire(it, now) : new Step.Stay(it);
    }

    private static boolean isOver(OperatorTransaction it, Instant now) {
        return !now.isBefore(it.expiresAt());
    }

    private static Step expire(OperatorTransaction it, Instant now) {
        return new Step.Expire(it.in(new Cancelled(now, TIMED_OUT)));
    }
}
