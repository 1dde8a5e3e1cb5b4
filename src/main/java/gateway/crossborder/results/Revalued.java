package gateway.crossborder.results;

import gateway.crossborder.rates.RateBoard.Rate;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * What rates did to an open position.
 *
 * @param opening and {@code closing} what we held more than we gave out; negative where we were short
 * @param openingValue in so'm at the rate of then; null where there was none. {@code closingValue} likewise
 * @param revaluation by how much the position's value changed beside what was brought in and taken out at the middle;
 *     null where a value is not known
 * @param rate of the end; null where there was none
 */
public record Revalued(
        Money opening,
        Money closing,
        @Nullable Money openingValue,
        @Nullable Money closingValue,
        @Nullable Money revaluation,
        @Nullable Rate rate) {

    /** @param middle what came in between is worth at the middle when it moved */
    static Revalued of(Money opening, Money closing, Money middle, @Nullable Rate before, @Nullable Rate after) {
        var from = value(opening, before);
        var to = value(closing, after);
        return new Revalued(
                opening,
                closing,
                from,
                to,
                from == null || to == null ? null : to.minus(from).minus(middle),
                after);
    }

    /** Rounded down, so never more than it would fetch. */
    static @Nullable Money value(Money position, @Nullable Rate rate) {
        if (position.minor() == 0) {
            return Money.zero(Asset.UZS);
        }
        if (rate == null) {
            return null;
        }
        return new Money(
                BigDecimal.valueOf(position.minor(), position.asset().scale())
                        .multiply(rate.middle().value())
                        .movePointRight(Asset.UZS.scale())
                        .setScale(0, RoundingMode.FLOOR)
                        .longValueExact(),
                Asset.UZS);
    }
}
