package gateway.shared.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;

/** Money against the arithmetic of unlimited numbers: the same result, or a complaint. */
class MoneyPropertiesTest {

    private static final int TRIES = 10_000;

    @Property(tries = TRIES)
    void whatIsWrittenIsReadBack(@ForAll("amounts") Money money) {
        assertThat(Money.parse(money.toDecimal(), money.asset())).contains(money);
    }

    @Property(tries = TRIES)
    void sumsAreExactOrRefused(@ForAll long one, @ForAll long other) {
        var sum = BigInteger.valueOf(one).add(BigInteger.valueOf(other));
        if (fits(sum)) {
            assertThat(uzs(one).plus(uzs(other))).isEqualTo(uzs(sum.longValueExact()));
        } else {
            assertThatThrownBy(() -> uzs(one).plus(uzs(other))).isInstanceOf(ArithmeticException.class);
        }
    }

    @Property(tries = TRIES)
    void differencesAreExactOrRefused(@ForAll long one, @ForAll long other) {
        var difference = BigInteger.valueOf(one).subtract(BigInteger.valueOf(other));
        if (fits(difference)) {
            assertThat(uzs(one).minus(uzs(other))).isEqualTo(uzs(difference.longValueExact()));
        } else {
            assertThatThrownBy(() -> uzs(one).minus(uzs(other))).isInstanceOf(ArithmeticException.class);
        }
    }

    @Property(tries = TRIES)
    void productsAreRoundedAsAsked(
            @ForAll long minor, @ForAll @Scale(6) BigDecimal factor, @ForAll("roundings") RoundingMode rounding) {
        var exact = new BigDecimal(minor).multiply(factor).setScale(0, rounding).toBigInteger();
        if (fits(exact)) {
            assertThat(uzs(minor).times(factor, rounding)).isEqualTo(uzs(exact.longValueExact()));
        } else {
            assertThatThrownBy(() -> uzs(minor).times(factor, rounding)).isInstanceOf(ArithmeticException.class);
        }
    }

    @Property(tries = TRIES)
    void nothingIsLostWhenItIsAllocated(@ForAll long minor, @ForAll("weights") int[] weights) {
        Assume.that(Arrays.stream(weights).anyMatch(weight -> weight > 0));

        var parts = uzs(minor).allocate(weights);

        assertThat(parts).hasSameSizeAs(weights);
        assertThat(parts.stream().map(Money::minor).map(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add))
                .isEqualTo(BigInteger.valueOf(minor));
        long total = Arrays.stream(weights).asLongStream().sum();
        for (int i = 0; i < weights.length; i++) {
            var fair = new BigDecimal(minor)
                    .multiply(BigDecimal.valueOf(weights[i]))
                    .divide(BigDecimal.valueOf(total), 20, RoundingMode.DOWN);
            var off = BigDecimal.valueOf(parts.get(i).minor()).subtract(fair).abs();
            assertThat(off)
                    .as("part %d of %s by %s", i, minor, Arrays.toString(weights))
                    .isLessThanOrEqualTo(BigDecimal.ONE);
            assertThat(weights[i] > 0 || parts.get(i).minor() == 0)
                    .as("who has no weight gets nothing")
                    .isTrue();
        }
    }

    /** The first parts take the units that do not divide, so equal weights never grow along the list. */
    @Property(tries = TRIES)
    void theRestGoesToTheFirst(@ForAll long minor, @ForAll @IntRange(min = 1, max = 20) int parts) {
        var weights = new int[parts];
        Arrays.fill(weights, 7);

        var sizes = uzs(minor).allocate(weights).stream()
                .map(part -> Math.abs(part.minor()))
                .toList();

        assertThat(sizes).isSortedAccordingTo(java.util.Comparator.reverseOrder());
        assertThat(sizes.getFirst() - sizes.getLast()).isBetween(0L, 1L);
    }

    @Property(tries = TRIES)
    void comparesAsNumbersDo(@ForAll long one, @ForAll long other) {
        assertThat(uzs(one).isGreaterThan(uzs(other))).isEqualTo(one > other);
        assertThat(Integer.signum(uzs(one).compareTo(uzs(other)))).isEqualTo(Long.compare(one, other));
        assertThat(uzs(one).isPositive()).isEqualTo(one > 0);
    }

    @Property(tries = TRIES)
    void readsNoOtherText(@ForAll("almostAmounts") String text) {
        var read = Money.parse(text, Asset.UZS);

        boolean isAmount = text.matches("(0|[1-9][0-9]{0,14})(\\.[0-9]{1,2})?");
        assertThat(read.isPresent()).as(text).isEqualTo(isAmount);
        read.ifPresent(
                money -> assertThat(new BigDecimal(money.toDecimal())).isEqualByComparingTo(new BigDecimal(text)));
    }

    @Provide
    Arbitrary<Money> amounts() {
        return Arbitraries.longs()
                .between(0, 99_999_999_999_999_999L)
                .flatMap(minor -> Arbitraries.of(Asset.all()).map(asset -> new Money(minor, asset)));
    }

    @Provide
    Arbitrary<int[]> weights() {
        return Arbitraries.integers()
                .between(0, Integer.MAX_VALUE)
                .array(int[].class)
                .ofMinSize(1)
                .ofMaxSize(12);
    }

    @Provide
    Arbitrary<RoundingMode> roundings() {
        return Arbitraries.of(RoundingMode.values()).filter(rounding -> rounding != RoundingMode.UNNECESSARY);
    }

    @Provide
    Arbitrary<String> almostAmounts() {
        return Arbitraries.strings()
                .withChars("0123456789.")
                .withChars("-+eE, \u0661")
                .ofMaxLength(19);
    }

    private static boolean fits(BigInteger number) {
        return number.bitLength() < Long.SIZE;
    }

    private static Money uzs(long minor) {
        return new Money(minor, Asset.UZS);
    }
}
