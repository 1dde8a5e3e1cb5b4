package gateway.fees;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A part of a whole, exactly: 1.25 % is 12 500 parts per million.
 *
 * @param perMillion from nothing (0) to all of it (1 000 000)
 */
public record Rate(int perMillion) {

    public static final int WHOLE = 1_000_000;
    public static final Rate NOTHING = new Rate(0);
    public static final Rate ALL = new Rate(WHOLE);

    private static final int PER_PERCENT_DIGITS = 4;
    private static final Pattern PERCENT = Pattern.compile("(0|[1-9][0-9]{0,2})(\\.[0-9]{1,4})?");

    public Rate {
        if (perMillion < 0 || perMillion > WHOLE) {
            throw new IllegalArgumentException("A rate is from 0 to 100 %");
        }
    }

    /** Reads percent such as {@code 1.25}; empty when it is no such number, negative, or more than a hundred. */
    public static Optional<Rate> percent(String text) {
        if (!PERCENT.matcher(text).matches()) {
            return Optional.empty();
        }
        int perMillion = new BigDecimal(text).movePointRight(PER_PERCENT_DIGITS).intValueExact();
        return perMillion > WHOLE ? Optional.empty() : Optional.of(new Rate(perMillion));
    }

    /** As percent, without zeros that say nothing: {@code 1.25}. */
    public String toPercent() {
        return BigDecimal.valueOf(perMillion, PER_PERCENT_DIGITS)
                .stripTrailingZeros()
                .toPlainString();
    }

    @Override
    public String toString() {
        return toPercent() + " %";
    }
}
