package gateway.crossborder.rates;

import gateway.shared.money.Asset;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * What a provider says a currency costs in so'm; nobody has judged it yet, so the numbers may be anything.
 *
 * @param bid what the provider would pay for one unit
 * @param ask what the provider would want for one unit; the same as {@code bid} where there is one official rate
 * @param asOf the moment it is meant for
 */
public record Observation(String provider, Asset currency, BigDecimal bid, BigDecimal ask, Instant asOf) {

    /** Half way between both. */
    BigDecimal middle() {
        return bid.add(ask).divide(BigDecimal.TWO);
    }
}
