package gateway.operators;

import gateway.shared.money.Money;
import java.util.Optional;

/**
 * What a payer is shown of a fee.
 *
 * @param credited what the payee has of the amount then
 */
public record FeeShown(Money fee, Money credited) {

    /** Empty where nothing is to be paid; what merchants pay is nobody else's business. */
    public static Optional<FeeShown> of(Payable payable, Money amount, TransactionFees fees) {
        if (fees.isNone() || !(payable instanceof Payable.OfCustomer)) {
            return Optional.empty();
        }
        var fee = fees.total(amount.asset());
        return Optional.of(new FeeShown(fee, amount.minus(fee)));
    }

    public static Optional<FeeShown> of(OperatorTransaction it) {
        return of(it.payable(), it.amount(), it.fees());
    }
}
