package gateway.payments;

import gateway.fees.Payer;
import gateway.payments.Payment.Attempt;
import gateway.payments.Payment.Denial;
import gateway.payments.Payment.Settled;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.PaymentId;
import gateway.shared.ids.RefundId;
import gateway.shared.money.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Money of a completed payment on its way back, in full or in part. {@link RefundLifecycle} holds the rules:
 *
 * <pre>
 * Refunding ─▶ Refunded | Declined | RefundUnknown ─▶ Refunded | Declined | NeedsOperator
 * </pre>
 *
 * The payee's money is held while the rail is asked; the payment counts the amount as refunded until the rail declines.
 *
 * @param fees what of the payment's fees goes back with it
 */
public record Refund(
        RefundId id,
        int version,
        PaymentId payment,
        CustomerId customer,
        String key,
        Money amount,
        List<FeeBack> fees,
        Instant openedAt,
        Instant finalBy,
        State state) {

    public Refund {
        fees = List.copyOf(fees);
    }

    /** One that no fee goes back with. */
    public Refund(
            RefundId id,
            int version,
            PaymentId payment,
            CustomerId customer,
            String key,
            Money amount,
            Instant openedAt,
            Instant finalBy,
            State state) {
        this(id, version, payment, customer, key, amount, List.of(), openedAt, finalBy, state);
    }

    /** Where the refund stands. */
    public sealed interface State {

        record Refunding(Attempt attempt) implements State {}

        /** @param since nobody has sent the message after that moment */
        record RefundUnknown(Attempt attempt, int checks, String why, Instant since) implements State {}

        /** {@code rail} is null when the money went back to a wallet. */
        record Refunded(@Nullable Settled rail, Instant at) implements State {}

        record Declined(Denial denial, Instant at) implements State {}

        record NeedsOperator(Attempt attempt, String why, Instant since) implements State {}
    }

    public int shard() {
        return id.shard();
    }

    Refund in(State next) {
        return new Refund(id, version + 1, payment, customer, key, amount, fees, openedAt, finalBy, next);
    }

    /** What reaches the payer: the amount, and of the fees what the payer had paid. */
    public Money given() {
        return fees.stream()
                .filter(it -> it.from() == Payer.SENDER)
                .map(FeeBack::amount)
                .reduce(amount, Money::plus);
    }

    public boolean isRunning() {
        return state instanceof State.Refunding;
    }

    public boolean isFinal() {
        return switch (state) {
            case State.Refunded _, State.Declined _, State.NeedsOperator _ -> true;
            case State.Refunding _, State.RefundUnknown _ -> false;
        };
    }
}
