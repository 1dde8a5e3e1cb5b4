package gateway.crossborder;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.crossborder.Quote.Side;
import gateway.crossborder.ReplayCorridors.Change;
import gateway.crossborder.corridors.CorridorPacks;
import gateway.crossborder.rates.Price;
import gateway.rulebook.PackText;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;

/** Recorded quotes by another pack of corridors. */
class ReplayCorridorsTest {

    /** A Friday and a Saturday in Tashkent. */
    private static final Instant FRIDAY = Instant.parse("2026-05-22T06:00:00Z");

    private static final Instant SATURDAY = Instant.parse("2026-05-22T19:00:00Z");
    private static final BigDecimal MIDDLE = new BigDecimal("12000");

    private String sample = "";

    @BeforeEach
    void read() throws IOException {
        sample = PackText.load(new ClassPathResource("crossborder/sample.yaml"));
    }

    /** As the sample quotes it. */
    private Quote quoted(Side side, String sum, Instant at) {
        var corridor = new CorridorPacks()
                .read(sample)
                .find("US", Asset.USD, at)
                .orElseThrow()
                .says();
        var more = at.equals(SATURDAY) ? corridor.weekend() : BigDecimal.ZERO;
        var rules = new QuoteRules(corridor, new Price(Asset.USD, Asset.UZS, MIDDLE), more);
        var sums = side == Side.SEND
                ? rules.spending(Money.parse(sum, Asset.UZS).orElseThrow()).orElseThrow()
                : rules.receiving(Money.parse(sum, Asset.USD).orElseThrow());
        var it = RemittanceExamples.quote();
        return new Quote(
                it.id(),
                it.customer(),
                it.beneficiary(),
                it.to(),
                side,
                sums,
                MIDDLE,
                "cbu",
                at,
                "us-usd",
                1,
                it.within(),
                it.charges(),
                at,
                at.plusSeconds(900));
    }

    private Optional<Change> again(String good, String other, Quote quote) {
        assertThat(sample).contains(good);
        return ReplayCorridors.by(sample.replaceFirst(Pattern.quote(good), other))
                .again(quote);
    }

    @Test
    void theSamePackQuotesTheSame() {
        for (var at : new Instant[] {FRIDAY, SATURDAY}) {
            assertThat(ReplayCorridors.by(sample).again(quoted(Side.SEND, "3000000.00", at)))
                    .isEmpty();
            assertThat(ReplayCorridors.by(sample).again(quoted(Side.RECEIVE, "250.00", at)))
                    .isEmpty();
        }
    }

    @Test
    void anotherSpreadChangesWhatTheOtherSideIs() {
        assertThat(again("percent: \"1.5\"", "percent: \"2.5\"", quoted(Side.SEND, "3000000.00", FRIDAY)))
                .hasValueSatisfying(change -> assertThat(change.text())
                        .contains("3000000.00 UZS become")
                        .contains(" -> 3000000.00 UZS become"));
        assertThat(again("percent: \"1.5\"", "percent: \"2.5\"", quoted(Side.RECEIVE, "250.00", FRIDAY)))
                .hasValueSatisfying(change -> assertThat(change.now()).contains("become 250.00 USD"));
    }

    @Test
    void theWeekendCountsAsItDidThen() {
        assertThat(again("weekend: \"0.5\"", "weekend: \"0.9\"", quoted(Side.SEND, "3000000.00", FRIDAY)))
                .isEmpty();
        assertThat(again("weekend: \"0.5\"", "weekend: \"0.9\"", quoted(Side.SEND, "3000000.00", SATURDAY)))
                .isPresent();
    }

    @Test
    void whatNoLongerFitsIsToldAsTheCustomerWouldHearIt() {
        assertThat(again("least: \"10.00\"", "least: \"500.00\"", quoted(Side.RECEIVE, "250.00", FRIDAY)))
                .hasValueSatisfying(change -> assertThat(change.now()).startsWith("refused: At least 500.00 USD"));
        assertThat(again("country: US", "country: CA", quoted(Side.RECEIVE, "250.00", FRIDAY)))
                .hasValueSatisfying(change -> assertThat(change.now()).isEqualTo("no such corridor"));
        assertThat(again("requires: [account", "requires: [bic, account", quoted(Side.RECEIVE, "250.00", FRIDAY)))
                .hasValueSatisfying(change -> assertThat(change.now()).isEqualTo("the beneficiary lacks bic"));
    }
}
