package gateway.crossborder.corridors;

import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.math.BigDecimal;

/**
 * Between which prices the bank believes a rate of a currency that nobody has looked at.
 *
 * @param least so'm for one unit; {@code most} likewise, both included
 */
public record RateBounds(Asset currency, Money least, Money most) {

    public boolean hold(BigDecimal rate) {
        return rate.compareTo(value(least)) >= 0 && rate.compareTo(value(most)) <= 0;
    }

    private static BigDecimal value(Money money) {
        return BigDecimal.valueOf(money.minor(), money.asset().scale());
    }
}
