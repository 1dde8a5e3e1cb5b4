package gateway.crossborder.corridors;

import gateway.shared.money.Money;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How much dearer than the middle a currency is for sums of one size.
 *
 * @param upTo first sum to which it does not apply, in so'm after the fee; null for the last
 */
public record Spread(@Nullable Money upTo, BigDecimal percent) {}
