package gateway.fees.pack;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.fees.FeeId;
import gateway.fees.FeeQuestion;
import gateway.fees.FeeQuote.Quoted;
import gateway.fees.FeeUsage;
import gateway.fees.FeeUsage.Used;
import gateway.fees.Place;
import gateway.fees.pricing.PricingRules;
import gateway.rulebook.Channel;
import gateway.rulebook.Citation.Confidence;
import gateway.rulebook.Operation;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.ClassPathResource;

/** The packs that are shipped. */
class SamplePackTest {

    @Test
    void theSampleIsRightAndSaysThatItIsASample() {
        var sample = accepted("uz-default");

        assertThat(sample.warnings()).isEmpty();
        assertThat(sample.pack().schedules()).isNotEmpty().allSatisfy(schedule -> {
            assertThat(schedule.citation().confidence()).isEqualTo(Confidence.SAMPLE);
            assertThat(schedule.citation().text().uz()).startsWith("Namuna: ");
            assertThat(schedule.citation().text().ru()).startsWith("Пример: ");
            assertThat(schedule.citation().text().en()).startsWith("Sample: ");
        });
    }

    // By hand, from the sample's own words; used: count, volume and charged so far in the month.
    @ParameterizedTest
    @CsvSource({
        // 1 % in the first half of the year, with any card.
        "CARD_TO_CARD, UZCARD, VISA, 2026-03-01, 100000, 0, 0, 0, 101000.00, 100000.00, 1",
        "CARD_TO_CARD, UZCARD, HUMO, 2026-03-01, 100000, 0, 0, 0, 101000.00, 100000.00, 1",
        // Afterwards 3 transfers and 1 000 000 are free.
        "CARD_TO_CARD, UZCARD, HUMO, 2026-08-01, 100000, 0, 0, 0, 100000.00, 100000.00, 1",
        "CARD_TO_CARD, UZCARD, HUMO, 2026-08-01, 100000, 3, 0, 0, 101000.00, 100000.00, 1",
        "CARD_TO_CARD, UZCARD, HUMO, 2026-08-01, 10000, 3, 0, 0, 10500.00, 10000.00, 1",
        // 5 000 000 at 1 % and 2 000 000 at 0.5 % are 60 000; more than 100 000 is not taken at once, nor 150 000 in a
        // month.
        "CARD_TO_CARD, UZCARD, HUMO, 2026-08-01, 7000000, 3, 0, 0, 7060000.00, 7000000.00, 1",
        "CARD_TO_CARD, UZCARD, HUMO, 2026-08-01, 90000000, 3, 0, 0, 90100000.00, 90000000.00, 1",
        "CARD_TO_CARD, UZCARD, HUMO, 2026-08-01, 90000000, 3, 0, 120000, 90030000.00, 90000000.00, 1",
        // 1.5 % and 2 000, at most 500 000.
        "TOP_UP, VISA, WALLET, 2026-08-01, 1000000, 0, 0, 0, 1017000.00, 1000000.00, 1",
        "TOP_UP, UZCARD, WALLET, 2026-08-01, 1000000, 0, 0, 0, 1000000.00, 1000000.00, 0",
        // The merchant pays 1.2 % and 12 % VAT on it: 12 000 and 1 440.
        "CARD_TO_MERCHANT, HUMO, MERCHANT, 2026-08-01, 1000000, 0, 0, 0, 1000000.00, 986560.00, 1",
        // 0.2 % of 1 000.05 are 200 tiyin; each pays half.
        "WALLET_TO_WALLET, WALLET, WALLET, 2026-08-01, 1000.05, 0, 0, 0, 1001.05, 999.05, 1",
        "WALLET_TO_CARD, WALLET, VISA, 2026-08-01, 5000, 0, 0, 0, 6000.00, 5000.00, 1"
    })
    void theSampleCostsWhatItSays(
            Operation operation,
            Place from,
            Place to,
            String day,
            String amount,
            long count,
            String volume,
            String charged,
            String debited,
            String credited,
            int lines) {
        var used = new Used(uzs(charged), count, uzs(volume));
        var question = new FeeQuestion(
                operation,
                from,
                to,
                Channel.APP,
                uzs(amount),
                Instant.parse(day + "T12:00:00Z"),
                new FeeUsage(Map.of(new FeeId("card-to-card"), used)));

        var quoted = (Quoted) PricingRules.quote(accepted("uz-default").pack(), question);

        assertThat(quoted.debited().toDecimal()).isEqualTo(debited);
        assertThat(quoted.credited().toDecimal()).isEqualTo(credited);
        assertThat(quoted.lines()).hasSize(lines);
    }

    @Test
    void theDefaultHasNothing() {
        assertThat(accepted("none").pack().schedules()).isEmpty();
    }

    private static ReadPack.Accepted accepted(String name) {
        try {
            var text = new ClassPathResource("fees/" + name + ".yaml").getContentAsString(StandardCharsets.UTF_8);
            return switch (PackReader.read(text)) {
                case ReadPack.Accepted it -> it;
                case ReadPack.Refused it -> throw new AssertionError(it.faults());
            };
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Money uzs(String amount) {
        return Money.parse(amount, Asset.UZS).orElseThrow();
    }
}
