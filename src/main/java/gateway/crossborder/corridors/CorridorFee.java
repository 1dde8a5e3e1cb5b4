package gateway.crossborder.corridors;

import gateway.shared.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * What a remittance costs apart from its rate: a fixed sum and a share of what the customer spends, within bounds. It
 * never grows faster than what is spent, so every sum that is left after it can be reached.
 *
 * @param percent less than a hundred
 */
public record CorridorFee(
        Money fixed,
        BigDecimal percent,
        @Nullable Money least,
        @Nullable Money most) {

    /** Of everything that the customer spends; rounded up. */
    public Money of(Money spent) {
        var fee = fixed.plus(spent.times(percent.movePointLeft(2), RoundingMode.CEILING));
        if (least != null && least.isGreaterThan(fee)) {
            return least;
        }
        return most != null && fee.isGreaterThan(most) ? most : fee;
    }

    /** The least that must be spent for that much to be left. */
    public Money spentFor(Money left) {
        long low = left.minor();
        long high = Math.addExact(low, 1);
        while (leftOf(high, left) < left.minor()) {
            high = Math.multiplyExact(high, 2);
        }
        while (low < high) {
            long middle = low + (high - low) / 2;
            if (leftOf(middle, left) >= left.minor()) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return new Money(low, left.asset());
    }

    private long leftOf(long spent, Money asset) {
        var money = new Money(spent, asset.asset());
        return money.minus(of(money)).minor();
    }
}
