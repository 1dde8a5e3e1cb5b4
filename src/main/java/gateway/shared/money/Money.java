package gateway.shared.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * An exact amount, counted in the smallest unit of its asset: {@code new Money(1_500_00, UZS)} is 1 500 so'm.
 *
 * <p>All arithmetic is exact: overflow and mixed assets throw, and rounding happens only where a {@link RoundingMode}
 * is named.
 *
 * @param minor amount in minor units (tiyin, cent)
 */
public record Money(long minor, Asset asset) implements Comparable<Money> {

    // Fifteen integer digits stop absurd input before BigDecimal sees it.
    private static final Pattern DECIMAL = Pattern.compile("(0|[1-9][0-9]{0,14})(\\.[0-9]{1,9})?");

    public static Money zero(Asset asset) {
        return new Money(0, asset);
    }

    /**
     * Reads an amount as clients write it: {@code "1500.00"}, {@code "1500"}; no sign, no exponent, no grouping.
     *
     * @return empty when the text is not such a number, has more decimals than the asset, or is too large
     */
    public static Optional<Money> parse(String text, Asset asset) {
        if (!DECIMAL.matcher(text).matches()) {
            return Optional.empty();
        }
        var value = new BigDecimal(text);
        if (value.scale() > asset.scale()) {
            return Optional.empty();
        }
        var minor = value.movePointRight(asset.scale()).toBigIntegerExact();
        return minor.bitLength() < Long.SIZE ? Optional.of(new Money(minor.longValueExact(), asset)) : Optional.empty();
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(minor, sameAsset(other).minor), asset);
    }

    public Money minus(Money other) {
        return new Money(Math.subtractExact(minor, sameAsset(other).minor), asset);
    }

    /** Scales the amount by a dimensionless factor, such as a fee rate of 0.0125 for 1.25 %. */
    public Money times(BigDecimal factor, RoundingMode rounding) {
        return new Money(
                BigDecimal.valueOf(minor).multiply(factor).setScale(0, rounding).longValueExact(), asset);
    }

    /** Splits the amount by weight with nothing lost: the first parts take the units that do not divide. */
    public List<Money> allocate(int... weights) {
        long total = IntStream.of(weights).asLongStream().sum();
        if (total <= 0 || IntStream.of(weights).anyMatch(weight -> weight < 0)) {
            throw new IllegalArgumentException("Weights must be positive in sum and none negative");
        }
        var parts = new ArrayList<Money>(weights.length);
        long left = minor;
        for (int weight : weights) {
            long part = BigDecimal.valueOf(minor)
                    .multiply(BigDecimal.valueOf(weight))
                    .divide(BigDecimal.valueOf(total), 0, RoundingMode.DOWN)
                    .longValueExact();
            parts.add(new Money(part, asset));
            left = Math.subtractExact(left, part);
        }
        for (int i = 0; left != 0; i = (i + 1) % weights.length) {
            if (weights[i] > 0) {
                parts.set(i, parts.get(i).plus(new Money(Long.signum(left), asset)));
                left -= Long.signum(left);
            }
        }
        return List.copyOf(parts);
    }

    public boolean isGreaterThan(Money other) {
        return compareTo(other) > 0;
    }

    public boolean isPositive() {
        return minor > 0;
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(minor, sameAsset(other).minor);
    }

    /** The amount as the API writes it: {@code 1500.00}. */
    public String toDecimal() {
        return BigDecimal.valueOf(minor, asset.scale()).toPlainString();
    }

    @Override
    public String toString() {
        return toDecimal() + " " + asset.code();
    }

    private Money sameAsset(Money other) {
        if (!asset.equals(other.asset)) {
            throw new IllegalArgumentException("Cannot combine %s with %s".formatted(this, other));
        }
        return other;
    }
}
