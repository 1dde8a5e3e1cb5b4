package gateway.crossborder.rates;

import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What one whole unit of a currency costs in another: {@code one USD = 12021.22 UZS}. The direction is part of it, and
 * the other direction is divided out where it is needed, never stored. Every conversion rounds here and nowhere else:
 * what somebody pays is rounded up, what somebody gets is rounded down.
 *
 * @param of what is bought
 * @param in what it is paid with
 * @param value with ten decimals at most, more than zero
 */
public record Price(Asset of, Asset in, BigDecimal value) {

    /** As in {@code decimal(20,10)}. */
    public static final int DECIMALS = 10;

    private static final int DIGITS_BEFORE = 10;

    public Price {
        value = canonical(value);
        if (value.signum() <= 0 || value.precision() - value.scale() > DIGITS_BEFORE) {
            throw new IllegalArgumentException("Not a price: " + value.toPlainString());
        }
        if (of.equals(in)) {
            throw new IllegalArgumentException("A currency has no price in itself: " + of);
        }
    }

    /** Whether a number can be a price at all. */
    public static boolean fits(BigDecimal value) {
        var canonical = canonical(value);
        return canonical.signum() > 0 && canonical.precision() - canonical.scale() <= DIGITS_BEFORE;
    }

    private static BigDecimal canonical(BigDecimal value) {
        var rounded = value.setScale(DECIMALS, RoundingMode.HALF_UP).stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
    }

    /** How much of the bought currency a sum buys; rounded down, so never more than the price allows. */
    public Money buys(Money paid) {
        check(paid, in);
        var bought = BigDecimal.valueOf(paid.minor())
                .movePointRight(of.scale())
                .divide(value.movePointRight(in.scale()), 0, RoundingMode.FLOOR);
        return new Money(bought.longValueExact(), of);
    }

    /** What that much of the bought currency costs; rounded up. */
    public Money costs(Money bought) {
        return worth(bought, RoundingMode.CEILING);
    }

    /** What comes back for that much of the bought currency; rounded down. */
    public Money returns(Money back) {
        return worth(back, RoundingMode.FLOOR);
    }

    private Money worth(Money bought, RoundingMode rounding) {
        check(bought, of);
        var worth = BigDecimal.valueOf(bought.minor())
                .multiply(value)
                .movePointRight(in.scale())
                .movePointLeft(of.scale())
                .setScale(0, rounding);
        return new Money(worth.longValueExact(), in);
    }

    /** Dearer by a share of a hundred, such as 1.5; never cheaper than it says. */
    public Price dearerBy(BigDecimal percent) {
        var dearer = value.multiply(BigDecimal.ONE.add(percent.movePointLeft(2)));
        return new Price(of, in, dearer.setScale(DECIMALS, RoundingMode.CEILING));
    }

    private static void check(Money money, Asset asset) {
        if (!money.asset().equals(asset)) {
            throw new IllegalArgumentException("Not in %s: %s".formatted(asset, money));
        }
    }

    @Override
    public String toString() {
        return "1 %s = %s %s".formatted(of, value.toPlainString(), in);
    }
}
