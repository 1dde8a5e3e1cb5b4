package gateway.fees.pricing;

import static gateway.fees.pricing.Payments.quoted;
import static gateway.fees.pricing.Payments.uzs;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.fees.FeeQuestion;
import gateway.fees.FeeUsage;
import gateway.fees.Place;
import gateway.fees.ScheduleVersion;
import gateway.fees.pack.FeeText;
import gateway.rulebook.Channel;
import gateway.rulebook.Operation;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which fee of which version is for which payment. */
class ScopeTest {

    private static final FeeText NARROW = FeeText.plain()
            .with("operations: [card-to-card, top-up]", "from: [uzcard]", "to: [humo, wallet]", "channels: [app]");

    @ParameterizedTest
    @CsvSource({
        "CARD_TO_CARD, UZCARD, HUMO, APP, UZS, 1",
        "TOP_UP, UZCARD, WALLET, APP, UZS, 1",
        "REFUND, UZCARD, HUMO, APP, UZS, 0",
        "CARD_TO_CARD, VISA, HUMO, APP, UZS, 0",
        "CARD_TO_CARD, UZCARD, UZCARD, APP, UZS, 0",
        "CARD_TO_CARD, UZCARD, HUMO, WEB, UZS, 0",
        "CARD_TO_CARD, UZCARD, HUMO, APP, USD, 0"
    })
    void everythingItNamesMustBeSo(
            Operation operation, Place from, Place to, Channel channel, String currency, int lines) {
        var amount = new Money(1000, Asset.of(currency));
        var question = new FeeQuestion(operation, from, to, channel, amount, Payments.MARCH, FeeUsage.NOTHING);

        assertThat(quoted(NARROW, question).lines()).hasSize(lines);
    }

    @ParameterizedTest
    @CsvSource({"VISA, HUMO, WEB", "HUMO, HUMO, BRANCH"})
    void whatItDoesNotNameMayBeAnything(Place from, Place to, Channel channel) {
        var question = new FeeQuestion(
                Operation.CARD_TO_CARD, from, to, channel, uzs("100"), Payments.MARCH, FeeUsage.NOTHING);

        assertThat(quoted(FeeText.plain(), question).lines()).hasSize(1);
    }

    // A schedule begins and ends with the day in Tashkent, at 19:00 UTC of the day before.
    @ParameterizedTest
    @CsvSource({
        "2025-12-31T18:59:59.999Z, 0",
        "2025-12-31T19:00:00Z, 1",
        "2026-06-30T18:59:59.999Z, 1",
        "2026-06-30T19:00:00Z, 2",
        "2031-01-01T00:00:00Z, 2"
    })
    void oneVersionIsInForceAtATime(Instant at, int version) {
        var pack = FeeText.read(FeeText.pack(
                FeeText.schedule("transfers", 1, "2026-01-01..2026-07-01", FeeText.plain()),
                FeeText.schedule("transfers", 2, "2026-07-01", FeeText.plain())));
        var question = new FeeQuestion(
                Operation.CARD_TO_CARD, Place.UZCARD, Place.HUMO, Channel.APP, uzs("100"), at, FeeUsage.NOTHING);

        assertThat(quoted(pack, question).lines())
                .extracting(line -> line.schedule())
                .containsExactlyElementsOf(
                        version == 0
                                ? java.util.List.of()
                                : java.util.List.of(new ScheduleVersion("transfers", version)));
    }

    @Test
    void withoutSchedulesNothingCostsAnything() {
        var quoted = quoted(FeeText.read("format: 1\npack: none\nschedules: []\n"), Payments.transfer("10"));

        assertThat(quoted.lines()).isEmpty();
        assertThat(quoted.debited()).isEqualTo(uzs("10"));
        assertThat(quoted.credited()).isEqualTo(uzs("10"));
        assertThat(quoted.total()).isEqualTo(uzs("0"));
    }
}
