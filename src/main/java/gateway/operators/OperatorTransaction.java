package gateway.operators;

import gateway.payments.Onward;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.money.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A payment at an operator, as we hear of it.
 *
 * <pre>
 *   Created ──perform──▶ Performed ──cancel──▶ Returned
 *      └─────cancel, time-out──▶ Cancelled
 * </pre>
 *
 * @param number ours, for protocols whose ids are numbers
 * @param account what is paid for, as the operator wrote it
 * @param payersNumber under which the payer knows it; null where the operator has no number of its own for that
 * @param fees what of the amount the payee does not keep
 * @param theirTime when it began by the operator's clock, to the millisecond
 * @param expiresAt until when it may be performed
 * @param onward the way on to the card; null unless a card is topped up
 * @param version one more with each transition
 */
public record OperatorTransaction(
        TransactionKey key,
        UUID id,
        long number,
        Payable payable,
        String account,
        @Nullable String payersNumber,
        Money amount,
        TransactionFees fees,
        Instant theirTime,
        Instant createdAt,
        Instant expiresAt,
        State state,
        @Nullable Onward onward,
        int version) {

    /** An operator's own name for a transaction. */
    public record TransactionKey(Operator operator, String theirId) {

        /** Where the transaction is kept: whoever asks knows nothing but this name. */
        public int shard() {
            int mixed = theirId.hashCode() * 31 + operator.name().hashCode();
            mixed = (mixed ^ (mixed >>> 16)) * 0x85EB_CA6B;
            return Math.floorMod(mixed ^ (mixed >>> 13), TimeOrderedIds.SHARDS);
        }
    }

    /** How far it has come. Reasons are the operator's own numbers, kept as they came. */
    public sealed interface State {

        /** Nothing has moved; an invoice is held. */
        record Created() implements State {}

        record Performed(Instant at) implements State {}

        /** Before anything moved. */
        record Cancelled(Instant at, int reason) implements State {}

        /** After it was performed: the money went back. */
        record Returned(Instant performedAt, Instant at, int reason) implements State {}
    }

    OperatorTransaction in(State next) {
        return moved(
                next,
                onward == null
                        ? null
                        : switch (next) {
                            case State.Performed(var at) -> onward.performed(at);
                            case State.Created _, State.Cancelled _, State.Returned _ -> onward.ended();
                        });
    }

    /** The same, further on its way to the card. */
    OperatorTransaction onward(Onward next) {
        return moved(state, next);
    }

    private OperatorTransaction moved(State next, @Nullable Onward way) {
        return new OperatorTransaction(
                key,
                id,
                number,
                payable,
                account,
                payersNumber,
                amount,
                fees,
                theirTime,
                createdAt,
                expiresAt,
                next,
                way,
                version + 1);
    }

    /** Whether what was performed is still where it can be taken back from, but for what the payee spends. */
    boolean canComeBack() {
        return onward == null || onward.canComeBack();
    }

    /** When it was performed; null when it was not. */
    public @Nullable Instant performedAt() {
        return switch (state) {
            case State.Created _, State.Cancelled _ -> null;
            case State.Performed(var at) -> at;
            case State.Returned(var performedAt, var _, var _) -> performedAt;
        };
    }

    /** When it was called off or returned; null when it stands. */
    public @Nullable Instant endedAt() {
        return switch (state) {
            case State.Created _, State.Performed _ -> null;
            case State.Cancelled(var at, var _) -> at;
            case State.Returned(var _, var at, var _) -> at;
        };
    }

    /** Why it was, in the operator's own numbers; null when it stands. */
    public @Nullable Integer reason() {
        return switch (state) {
            case State.Created _, State.Performed _ -> null;
            case State.Cancelled(var _, var reason) -> reason;
            case State.Returned(var _, var _, var reason) -> reason;
        };
    }

    /** What the payee has of it. */
    public Money credited() {
        return amount.minus(fees.total(amount.asset()));
    }

    /** Account and amount are for the operator and for staff, not for logs: an account may be a phone number. */
    @Override
    public String toString() {
        return key.operator() + " " + id + " " + state.getClass().getSimpleName();
    }
}
