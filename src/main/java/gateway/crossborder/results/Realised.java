package gateway.crossborder.results;

import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What exchanges came to, all of them together, as seen from the bank's position: more is plus, less is minus.
 *
 * @param units of the currency that came into the position
 * @param soum that came into it for them
 * @param rounding parts of units that were left over
 * @param middle what the units were worth at the middle when they moved
 */
public record Realised(Money units, Money soum, Money rounding, Money middle) {

    static Realised none(Asset currency) {
        var zero = Money.zero(Asset.UZS);
        return new Realised(Money.zero(currency), zero, zero, zero);
    }

    /** Of currency, at so'm for one unit. */
    static Realised ofUnits(Money units, BigDecimal price) {
        var none = none(units.asset());
        return new Realised(units, none.soum(), none.rounding(), worth(units, price));
    }

    static Realised ofSoum(Asset currency, Money soum) {
        var none = none(currency);
        return new Realised(none.units(), soum, none.rounding(), none.middle());
    }

    static Realised ofRounding(Asset currency, Money rounding) {
        var none = none(currency);
        return new Realised(none.units(), none.soum(), rounding, none.middle());
    }

    // Rounded alike in both directions, so that what is taken back takes back what it had brought.
    private static Money worth(Money units, BigDecimal price) {
        return new Money(
                BigDecimal.valueOf(units.minor(), units.asset().scale())
                        .multiply(price)
                        .movePointRight(Asset.UZS.scale())
                        .setScale(0, RoundingMode.HALF_UP)
                        .longValueExact(),
                Asset.UZS);
    }

    Realised plus(Realised more) {
        return new Realised(
                units.plus(more.units), soum.plus(more.soum), rounding.plus(more.rounding), middle.plus(more.middle));
    }

    /** What was earned because customers pay, and the bank is paid, another price than the middle. */
    public Money spread() {
        return soum.plus(middle);
    }

    /** With what was left over. */
    public Money result() {
        return spread().plus(rounding);
    }
}
