package gateway.operators;

import gateway.operators.OperatorTransaction.TransactionKey;
import gateway.shared.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A transaction as an operator announces it.
 *
 * @param account what is paid for, exactly as the operator wrote it
 * @param validUntil until when the operator may perform it
 * @param atOnce whether it is performed with the same call
 * @param payersNumber under which the payer knows it, where the operator has a number of its own for that
 */
public record Announced(
        TransactionKey key,
        PaidFor paidFor,
        String account,
        Money amount,
        Bounds bounds,
        Instant theirTime,
        Instant validUntil,
        boolean atOnce,
        @Nullable String payersNumber) {

    public Announced(
            TransactionKey key,
            PaidFor paidFor,
            String account,
            Money amount,
            Bounds bounds,
            Instant theirTime,
            Instant validUntil,
            boolean atOnce) {
        this(key, paidFor, account, amount, bounds, theirTime, validUntil, atOnce, null);
    }

    /** The least and the most that a wallet is topped up by at once, in minor units. */
    public record Bounds(long least, long most) {

        boolean hold(Money amount) {
            return amount.minor() >= least && amount.minor() <= most;
        }
    }

    boolean isSameAs(OperatorTransaction known) {
        return known.amount().equals(amount) && known.account().equals(account);
    }
}
