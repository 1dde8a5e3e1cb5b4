package gateway.microloans;

import gateway.shared.money.Money;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A part of something, exactly: {@code 50 %} or {@code 0.25 %}.
 *
 * @param parts of a hundred million
 */
public record Percentage(long parts) implements Comparable<Percentage> {

    private static final int DECIMALS = 6;
    private static final long PERCENT = 1_000_000;
    private static final BigInteger WHOLE = BigInteger.valueOf(100 * PERCENT);
    private static final Pattern FORM = Pattern.compile("(0|[1-9][0-9]{0,4})(?:\\.([0-9]{1,6}))? %");

    public Percentage {
        if (parts < 0) {
            throw new IllegalArgumentException("A percentage is not negative");
        }
    }

    /** With at most six decimals; empty where it is written otherwise. */
    public static Optional<Percentage> parse(String text) {
        var found = FORM.matcher(text);
        if (!found.matches()) {
            return Optional.empty();
        }
        var decimals = found.group(2) == null ? "" : found.group(2);
        long fraction = Long.parseLong(decimals + "0".repeat(DECIMALS - decimals.length()));
        return Optional.of(new Percentage(Long.parseLong(found.group(1)) * PERCENT + fraction));
    }

    /** Whether that much is more than this of the whole; nothing is rounded. */
    boolean isExceededBy(Money part, Money whole) {
        return BigInteger.valueOf(part.minor())
                        .multiply(WHOLE)
                        .compareTo(BigInteger.valueOf(whole.minor()).multiply(BigInteger.valueOf(parts)))
                > 0;
    }

    @Override
    public int compareTo(Percentage other) {
        return Long.compare(parts, other.parts);
    }

    @Override
    public String toString() {
        var fraction = "%06d".formatted(parts % PERCENT).replaceAll("0+$", "");
        return parts / PERCENT + (fraction.isEmpty() ? "" : "." + fraction) + " %";
    }
}
