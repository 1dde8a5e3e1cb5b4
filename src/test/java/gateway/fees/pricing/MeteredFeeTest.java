package gateway.fees.pricing;

import static gateway.fees.pricing.Payments.quoted;
import static gateway.fees.pricing.Payments.transfer;
import static gateway.fees.pricing.Payments.used;
import static gateway.fees.pricing.Payments.uzs;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.fees.FeeId;
import gateway.fees.FeeMeter;
import gateway.fees.FeeQuote.Refusal;
import gateway.fees.FeeQuote.Refused;
import gateway.fees.FeeUsage.Used;
import gateway.fees.Period;
import gateway.fees.Reckoning;
import gateway.fees.pack.FeeText;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Caps and free quotas: what was used before decides what is left. */
class MeteredFeeTest {

    private static final FeeText CAPPED = FeeText.plain().with("min: '5'", "period: month", "cap: '20'");

    // 1 % of the amount, at least 5, at most 20 in the period.
    @ParameterizedTest
    @CsvSource({
        "600, 0, 6.00",
        "600, 14, 6.00",
        "600, 14.01, 5.99",
        "600, 19.99, 0.01",
        "600, 20, 0.00",
        "600, 25, 0.00",
        "100, 15, 5.00",
        "100, 18, 2.00",
        "0, 20, 0.00"
    })
    void theCapIsAboveTheMinimum(String amount, String charged, String fee) {
        var question = transfer(amount).with(used(uzs(charged), 3, uzs("1")));

        assertThat(quoted(CAPPED, question).total().toDecimal()).isEqualTo(fee);
    }

    @ParameterizedTest
    @CsvSource({
        // Three payments and 1000 are free, whichever runs out first.
        "0, 0, 100, 0.00",
        "2, 900, 100, 0.00",
        "2, 900, 101, 0.01",
        "2, 900, 300, 2.00",
        "3, 0, 100, 1.00",
        "2, 1000, 100, 1.00",
        "2, 1500, 100, 1.00",
        "0, 0, 0, 0.00"
    })
    void freeUntilTheFirstOfBothRunsOut(long count, String volume, String amount, String fee) {
        var free = FeeText.plain().with("period: month", "free: {count: 3, volume: '1000'}");
        var question = transfer(amount).with(used(uzs("0"), count, uzs(volume)));

        assertThat(quoted(free, question).total().toDecimal()).isEqualTo(fee);
    }

    @Test
    void theMinimumHoldsForWhatIsNotFree() {
        var free = FeeText.plain().with("period: month", "free: {volume: '1000'}", "min: '5'");

        assertThat(quoted(free, transfer("1000")).total()).isEqualTo(uzs("0"));
        assertThat(quoted(free, transfer("1000.01")).total()).isEqualTo(uzs("5"));
    }

    @Test
    void aPaymentThatMovesNothingIsFreeWhileAnythingIs() {
        var free = FeeText.plain().with("period: month", "free: {count: 1, volume: '1000'}", "min: '5'");

        assertThat(quoted(free, transfer("0")).total()).isEqualTo(uzs("0"));
        assertThat(quoted(free, transfer("0").with(used(uzs("0"), 1, uzs("0")))).total())
                .isEqualTo(uzs("5"));
        assertThat(quoted(free, transfer("0").with(used(uzs("0"), 0, uzs("1000"))))
                        .total())
                .isEqualTo(uzs("5"));
    }

    @Test
    void aFreePaymentIsALineAndIsCounted() {
        var free = FeeText.plain().with("period: month", "free: {count: 1}", "vat: {class: exempt}");

        var line = quoted(free, transfer("70")).lines().getFirst();

        assertThat(line.gross()).isEqualTo(uzs("0"));
        assertThat(line.parts()).isEmpty();
        assertThat(line.use()).isEqualTo(new Used(uzs("0"), 1, uzs("70")));
        assertThat(line.explanation()).containsExactly(new Reckoning.Free(uzs("70")));
    }

    @Test
    void whatComesOnTopAsTaxDoesNotUseUpTheCap() {
        var taxed = FeeText.plain().with("period: month", "cap: '20'", "vat: {class: on-top, percent: '12'}");

        var line = quoted(taxed, transfer("1000")).lines().getFirst();

        assertThat(line.gross()).isEqualTo(uzs("11.20"));
        assertThat(line.use()).isEqualTo(new Used(uzs("10"), 1, uzs("1000")));
        assertThat(quoted(taxed, transfer("1000").with(used(uzs("15"), 1, uzs("1"))))
                        .total())
                .isEqualTo(uzs("5.60"));
    }

    @Test
    void saysWhichUsageItNeeds() {
        var pack = FeeText.read(CAPPED, FeeText.plain().with("id: other"));

        assertThat(PricingRules.meters(pack, transfer("1")))
                .containsExactly(new FeeMeter(
                        new FeeId("transfer"), Period.MONTH, Period.MONTH.around(Payments.MARCH), Asset.UZS));
    }

    @Test
    void usageInAnotherCurrencyIsRefused() {
        var dollars = Money.zero(Asset.USD);

        assertThat(PricingRules.quote(FeeText.read(CAPPED), transfer("1").with(used(dollars, 0, dollars))))
                .isEqualTo(new Refused(Refusal.USAGE_IN_OTHER_CURRENCY, new FeeId("transfer")));
    }

    // Tashkent is five hours ahead: its days, months and years begin at 19:00 UTC of the day before.
    @ParameterizedTest
    @CsvSource({
        "DAY, 2026-03-09T19:00:00Z, 2026-03-09T19:00:00Z, 2026-03-10T19:00:00Z",
        "DAY, 2026-03-09T18:59:59Z, 2026-03-08T19:00:00Z, 2026-03-09T19:00:00Z",
        "MONTH, 2026-02-28T19:00:00Z, 2026-02-28T19:00:00Z, 2026-03-31T19:00:00Z",
        "MONTH, 2026-02-28T18:59:59Z, 2026-01-31T19:00:00Z, 2026-02-28T19:00:00Z",
        "YEAR, 2025-12-31T19:00:00Z, 2025-12-31T19:00:00Z, 2026-12-31T19:00:00Z",
        "YEAR, 2025-12-31T18:59:59Z, 2024-12-31T19:00:00Z, 2025-12-31T19:00:00Z"
    })
    void periodsAreTashkents(Period period, Instant moment, Instant from, Instant until) {
        assertThat(period.around(moment)).isEqualTo(new Period.Window(from, until));
    }
}
