package gateway.fees.tariff;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** The only place where a fee is rounded. */
public final class Rounding {

    private Rounding() {}

    /** Throws {@link ArithmeticException} when the result is beyond a {@code long}. */
    public static long divide(BigInteger numerator, long denominator, RoundingMode mode) {
        return new BigDecimal(numerator)
                .divide(BigDecimal.valueOf(denominator), 0, mode)
                .longValueExact();
    }

    public static boolean isExact(BigInteger numerator, long denominator) {
        return numerator.mod(BigInteger.valueOf(denominator)).signum() == 0;
    }
}
