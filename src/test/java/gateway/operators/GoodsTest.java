package gateway.operators;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.operators.Goods.Line;
import gateway.operators.Goods.Shipping;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goods come to, to the tiyin, however much it is. */
class GoodsTest {

    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

    private static Money soms(long minor) {
        return new Money(minor, Asset.UZS);
    }

    private static Line line(long price, int count, long discount) {
        return new Line("Bread", soms(price), count, soms(discount), "01905001001000000", "1500432", null, 12);
    }

    @Provide
    Arbitrary<List<Line>> lines() {
        var prices = Arbitraries.longs().between(1, Long.MAX_VALUE);
        var counts = Arbitraries.integers().between(1, 1_000_000);
        var discounts = Arbitraries.longs().between(0, 1_000_000);
        return Combinators.combine(prices, counts, discounts)
                .as(GoodsTest::line)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }

    @Property
    void comeToTheirExactSumAndNothingElse(@ForAll("lines") List<Line> lines, @ForAll int shipping) {
        var beside = Math.abs((long) shipping);
        var goods = new Goods(lines, new Shipping("By bicycle", soms(beside)));
        var sum = lines.stream()
                .map(it -> BigInteger.valueOf(it.price().minor())
                        .multiply(BigInteger.valueOf(it.count()))
                        .subtract(BigInteger.valueOf(it.discount().minor())))
                .reduce(BigInteger.valueOf(beside), BigInteger::add);

        // What a long would make of it is what it comes to only where it is one.
        assertThat(goods.comeTo(soms(sum.longValue()))).isEqualTo(sum.compareTo(MOST) <= 0);
        assertThat(goods.comeTo(soms(sum.longValue() ^ 1))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "400000, 3, 200000, , 1000000, true",
        "400000, 3, 200000, 50000, 1050000, true",
        "400000, 3, 200000, 50000, 1000000, false",
        "400000, 3, 200000, , 600000, false",
        "400000, 3, 0, , 400000, false",
    })
    void aDiscountIsOnTheLineAndAPriceOfOne(
            long price, int count, long discount, @Nullable Long shipping, long amount, boolean right) {
        var beside = shipping == null ? null : new Shipping("By bicycle", soms(shipping));

        assertThat(new Goods(List.of(line(price, count, discount)), beside).comeTo(soms(amount)))
                .isEqualTo(right);
    }

    @ParameterizedTest
    @CsvSource({"100, 2, 199, true", "100, 2, 200, false", "100, 2, 201, false"})
    void whatIsGivenAwayIsNotPaidFor(long price, int count, long discount, boolean paid) {
        assertThat(line(price, count, discount).isPaidFor()).isEqualTo(paid);
    }
}
