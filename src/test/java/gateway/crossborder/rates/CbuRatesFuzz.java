package gateway.crossborder.rates;

import fuzzing.FuzzTarget;
import java.math.BigDecimal;

/**
 * The Central Bank's rates as whoever stands between us may send them: read whole or refused whole, and never anything
 * but numbers.
 */
public final class CbuRatesFuzz implements FuzzTarget {

    @Override
    public void read(byte[] input) {
        try {
            for (var rate : new CbuFeed().read("fuzz", input)) {
                if (rate.bid().signum() < 0 || rate.ask().compareTo(BigDecimal.TEN.pow(12)) > 0) {
                    throw new AssertionError("No rate: " + rate);
                }
            }
        } catch (UnreadableRates _) {
            // Refused whole, as it says.
        }
    }
}
