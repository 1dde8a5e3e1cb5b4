package gateway.shared.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {

    @Test
    void readsAndWritesDecimals() {
        assertThat(Money.parse("1500", Asset.UZS)).contains(uzs(1_500_00));
        assertThat(Money.parse("1500.5", Asset.UZS)).contains(uzs(1_500_50));
        assertThat(Money.parse("0.01", Asset.UZS)).contains(uzs(1));
        assertThat(uzs(1_500_00)).hasToString("1500.00 UZS");
        assertThat(uzs(-5).toDecimal()).isEqualTo("-0.05");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "+1", "1,5", "1.", ".5", "01", "1e3", "1 000", "1.001", "1000000000000000"})
    void readsNothingElse(String text) {
        assertThat(Money.parse(text, Asset.UZS)).isEmpty();
    }

    /** No asset of ours is that fine; one that is must not overflow unseen. */
    @Test
    void anAmountThatALongCannotHoldIsNone() {
        var fine = new Asset("ZZZ", 999, 9);

        assertThat(Money.parse("9223372036.854775807", fine)).contains(new Money(Long.MAX_VALUE, fine));
        assertThat(Money.parse("9223372036.854775808", fine)).isEmpty();
    }

    @Test
    void neverMixesAssets() {
        var dollars = new Money(1, Asset.USD);

        assertThatThrownBy(() -> uzs(1).plus(dollars)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> uzs(1).minus(dollars)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> uzs(1).isGreaterThan(dollars)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void allocatesTheRestToTheFirstWithWeight() {
        assertThat(uzs(100).allocate(1, 1, 1)).isEqualTo(List.of(uzs(34), uzs(33), uzs(33)));
        assertThat(uzs(101).allocate(0, 1, 1)).isEqualTo(List.of(uzs(0), uzs(51), uzs(50)));
        assertThat(uzs(-100).allocate(1, 1, 1)).isEqualTo(List.of(uzs(-34), uzs(-33), uzs(-33)));
        assertThat(uzs(5).allocate(Integer.MAX_VALUE, Integer.MAX_VALUE)).isEqualTo(List.of(uzs(3), uzs(2)));
    }

    @Test
    void refusesWeightsThatMeanNothing() {
        assertThatThrownBy(() -> uzs(1).allocate()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> uzs(1).allocate(0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> uzs(1).allocate(2, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void scalesWithTheRoundingThatIsNamed() {
        var rate = new BigDecimal("0.0125");

        assertThat(uzs(100).times(rate, RoundingMode.HALF_EVEN)).isEqualTo(uzs(1));
        assertThat(uzs(100).times(rate, RoundingMode.UP)).isEqualTo(uzs(2));
    }

    @Test
    void zeroIsNotPositive() {
        assertThat(Money.zero(Asset.UZS)).isEqualTo(uzs(0));
        assertThat(Money.zero(Asset.UZS).isPositive()).isFalse();
        assertThat(uzs(1).isPositive()).isTrue();
        assertThat(uzs(1).isGreaterThan(uzs(1))).isFalse();
    }

    @Test
    void knowsItsAssets() {
        assertThat(Asset.all()).first().isEqualTo(Asset.UZS);
        assertThat(Asset.find("USD")).contains(Asset.USD);
        assertThat(Asset.find("usd")).isEmpty();
        assertThat(Asset.of("EUR")).isEqualTo(Asset.EUR).hasToString("EUR");
        assertThatThrownBy(() -> Asset.of("ZZZ")).isInstanceOf(IllegalArgumentException.class);
    }

    private static Money uzs(long minor) {
        return new Money(minor, Asset.UZS);
    }
}
