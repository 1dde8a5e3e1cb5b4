package gateway.crossborder.rates;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** By which rate money counts that is no so'm. */
class WorthByRatesTest {

    /** 10:00 in Tashkent. */
    private static final Instant AT = Instant.parse("2026-05-22T05:00:00Z");

    private static Observation said(String provider, String rate, String asOf) {
        return new Observation(provider, Asset.USD, new BigDecimal(rate), new BigDecimal(rate), Instant.parse(asOf));
    }

    private static @Nullable Money worth(Money money, Observation... all) {
        var providers = List.of(provider("cbu"), provider("market"));
        var settings = new RateSettings(
                providers,
                Duration.ofMinutes(10),
                Duration.ofSeconds(10),
                BigDecimal.TEN,
                BigDecimal.ONE,
                Duration.ofHours(36));
        return new WorthByRates((currency, moment) -> Flux.just(all), settings)
                .of(money, AT)
                .block();
    }

    private static RateSettings.Provider provider(String name) {
        return new RateSettings.Provider(name, "cbu", URI.create("http://localhost"), "");
    }

    private static Money usd(long minor) {
        return new Money(minor, Asset.USD);
    }

    private static Money uzs(long minor) {
        return new Money(minor, Asset.UZS);
    }

    @Test
    void theFirstProvidersRateOfTheDayCounts() {
        var cbu = said("cbu", "12000.50", "2026-05-21T19:00:00Z");
        var market = said("market", "12500", "2026-05-22T04:00:00Z");

        assertThat(worth(usd(100_00), market, cbu)).isEqualTo(uzs(1_200_050_00));
    }

    @Test
    void aProvidersOfTheDayGoesBeforeAnothersOfYesterday() {
        var cbu = said("cbu", "12000", "2026-05-20T19:00:00Z");
        var market = said("market", "12500", "2026-05-22T04:00:00Z");

        assertThat(worth(usd(1_00), cbu, market)).isEqualTo(uzs(12_500_00));
    }

    @Test
    void anOldOneIsBetterThanNoneAndALaterOneThanThat() {
        assertThat(worth(
                        usd(1_00),
                        said("cbu", "11000", "2026-01-01T19:00:00Z"),
                        said("market", "12900", "2026-05-23T00:00:00Z")))
                .isEqualTo(uzs(11_000_00));
        assertThat(worth(
                        usd(1_00),
                        said("cbu", "12000", "2026-05-24T00:00:00Z"),
                        said("market", "12900", "2026-05-23T00:00:00Z")))
                .isEqualTo(uzs(12_900_00));
    }

    @Test
    void withoutAnyNothingIsSaid() {
        assertThat(worth(usd(1_00))).isNull();
    }

    @Test
    void isRoundedUpAndWhatCannotBeCountedIsTheMost() {
        assertThat(worth(usd(1), said("cbu", "12000.007", "2026-05-22T00:00:00Z")))
                .isEqualTo(uzs(12_001));
        assertThat(worth(usd(Long.MAX_VALUE), said("cbu", "12000", "2026-05-22T00:00:00Z")))
                .isEqualTo(uzs(Long.MAX_VALUE));
    }
}
