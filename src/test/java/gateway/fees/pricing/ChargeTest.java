package gateway.fees.pricing;

import static gateway.fees.pricing.Payments.quoted;
import static gateway.fees.pricing.Payments.transfer;
import static gateway.fees.pricing.Payments.uzs;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.fees.Rate;
import gateway.fees.Reckoning;
import gateway.fees.pack.FeeText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every formula, by numbers that were computed by hand. */
class ChargeTest {

    private static final String SLICES = "charge: {graduated: [{above: '0', up-to: '1000', percent: '1'},"
            + " {above: '1000', up-to: '5000', percent: '0.5', fixed: '2'}, {above: '5000', fixed: '3'}]}";
    private static final String VOLUME = "charge: {volume: [{above: '0', up-to: '1000', percent: '1'},"
            + " {above: '1000', percent: '0.5', fixed: '2'}]}";

    @ParameterizedTest
    @CsvSource({"0.01, 3.00", "999999.99, 3.00", "0, 0.00"})
    void fixedIsTheSameForEveryAmountThatMoves(String amount, String fee) {
        assertThat(fee("charge: {fixed: '3'}", amount)).isEqualTo(fee);
    }

    // 14.5 units are 15; the rest by half up, on both sides of the half.
    @ParameterizedTest
    @CsvSource({
        "1, 14.50, 0.15",
        "1, 14.49, 0.14",
        "1.25, 100.00, 1.25",
        "1.25, 0.40, 0.01",
        "1.25, 0.39, 0.00",
        "0.0001, 5000.00, 0.01",
        "0.0001, 4999.99, 0.00",
        "100, 77.77, 77.77",
        "0, 77.77, 0.00"
    })
    void percentIsRoundedOnce(String percent, String amount, String fee) {
        assertThat(fee("charge: {percent: '%s'}".formatted(percent), amount)).isEqualTo(fee);
    }

    @ParameterizedTest
    @CsvSource({"100.00, 4.50", "0.33, 3.00", "0.34, 3.01", "0, 0.00"})
    void percentMayHaveSomethingFixedOnTop(String amount, String fee) {
        assertThat(fee("charge: {percent: '1.5', plus: '3'}", amount)).isEqualTo(fee);
    }

    // 1000 at 1 % is 10; then 2 and 0.5 %, up to 4000 of it (20); then 3 and nothing more.
    @ParameterizedTest
    @CsvSource({
        "0, 0.00",
        "500, 5.00",
        "1000, 10.00",
        "1000.01, 12.00",
        "1001, 12.01",
        "3000, 22.00",
        "5000, 32.00",
        "5000.01, 35.00",
        "999999, 35.00"
    })
    void graduatedPricesEachSliceByItsTier(String amount, String fee) {
        assertThat(fee(SLICES, amount)).isEqualTo(fee);
    }

    @Test
    void theSlicesAreRoundedTogether() {
        // 0.5 of a unit in each of two slices: one unit together, two if each were rounded.
        var halves = "charge: {graduated: [{above: '0', up-to: '0.50', percent: '1'}, {above: '0.50', percent: '1'}]}";

        assertThat(fee(halves, "1.00")).isEqualTo("0.01");
    }

    @ParameterizedTest
    @CsvSource({"1000, 10.00", "1000.01, 7.00", "3000, 17.00", "0, 0.00"})
    void volumePricesAllOfItByTheTierItEndsIn(String amount, String fee) {
        assertThat(fee(VOLUME, amount)).isEqualTo(fee);
    }

    @ParameterizedTest
    @CsvSource({
        "half-up, 0.50, 0.01",
        "half-even, 0.50, 0.00",
        "half-even, 1.50, 0.02",
        "down, 1.99, 0.01",
        "up, 0.01, 0.01"
    })
    void theScheduleSaysHowToRound(String rounding, String amount, String fee) {
        var pack = FeeText.pack(FeeText.plain()).replace("rounding: half-up", "rounding: " + rounding);

        assertThat(quoted(FeeText.read(pack), transfer(amount)).total().toDecimal())
                .isEqualTo(fee);
    }

    @ParameterizedTest
    @CsvSource({"100, 5.00", "499.99, 5.00", "600, 6.00", "800, 8.00", "801, 8.00", "0, 5.00"})
    void staysBetweenItsBounds(String amount, String fee) {
        assertThat(quoted(FeeText.plain().with("min: '5'", "max: '8'"), transfer(amount))
                        .total()
                        .toDecimal())
                .isEqualTo(fee);
    }

    @Test
    void tellsHowItCameAbout() {
        var line = quoted(
                        FeeText.plain().with("max: '0.10'", "vat: {class: included, percent: '12'}"), transfer("14.50"))
                .lines()
                .getFirst();

        assertThat(line.explanation())
                .containsExactly(
                        new Reckoning.Slice(uzs("14.50"), new Rate(10_000), uzs("0")),
                        new Reckoning.Rounded(uzs("0.15")),
                        new Reckoning.LoweredToMaximum(uzs("0.10")),
                        new Reckoning.VatIncluded(new Rate(120_000), uzs("0.01")));
    }

    private static String fee(String charge, String amount) {
        return quoted(FeeText.plain().with(charge), transfer(amount)).total().toDecimal();
    }
}
