package gateway.crossborder.rates;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.crossborder.corridors.RateBounds;
import gateway.crossborder.rates.RateJudgement.Held;
import gateway.crossborder.rates.RateJudgement.Known;
import gateway.crossborder.rates.RateJudgement.Refused;
import gateway.crossborder.rates.RateJudgement.Taken;
import gateway.rulebook.BankTime;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which rates are believed, and for how long. */
class RateRulesTest {

    private static final RateRules RULES =
            new RateRules(new BigDecimal("5"), new BigDecimal("1"), Duration.ofHours(36), BankTime.ZONE);
    private static final RateBounds BOUNDS =
            new RateBounds(Asset.USD, new Money(9_000_00, Asset.UZS), new Money(18_000_00, Asset.UZS));
    /** A Friday noon. */
    private static final Instant NOW = Instant.parse("2026-05-22T07:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "0, 0, zero",
        "-1, 12000, zero",
        "12000, -1, zero",
        "0.00000000001, 12000, zero",
        "99999999999, 99999999999, zero",
        "12001, 12000, crossed"
    })
    void refusesWhatCannotBe(BigDecimal bid, BigDecimal ask, String why) {
        var judgement = RULES.judge(seen("cbu", bid, ask, NOW), known(null), NOW);

        assertThat(judgement)
                .isInstanceOfSatisfying(
                        Refused.class, it -> assertThat(it.why()).startsWith(why));
    }

    @Test
    void refusesWhatIsFromTheFuture() {
        assertThat(judge(rate("12000", NOW.plus(Duration.ofHours(25))), null)).isInstanceOf(Refused.class);
        assertThat(judge(rate("12000", NOW.plus(Duration.ofHours(23))), null)).isEqualTo(new Taken());
    }

    @Test
    void takesOnlyWhatIsNewer() {
        var last = rate("12000", NOW);

        assertThat(judge(rate("12100", NOW), last)).isEqualTo(new Known());
        assertThat(judge(rate("12100", NOW.minusSeconds(1)), last)).isEqualTo(new Known());
        assertThat(judge(rate("12100", NOW.plusSeconds(1)), last)).isEqualTo(new Taken());
    }

    @ParameterizedTest
    @CsvSource({"12600, true", "12600.01, false", "11400, true", "11399.99, false"})
    void holdsAJump(BigDecimal seen, boolean taken) {
        var judgement = judge(seen("cbu", seen, seen, NOW.plusSeconds(1)), rate("12000", NOW));

        assertThat(judgement instanceof Taken).isEqualTo(taken);
        assertThat(judgement instanceof Held).isEqualTo(!taken);
    }

    @ParameterizedTest
    @CsvSource({"15150, true", "15150.01, false", "14850, true", "14849.99, false"})
    void believesAJumpThatAnotherProviderBearsOut(BigDecimal jumped, boolean taken) {
        var other = seen("dealer", new BigDecimal("14900"), new BigDecimal("15100"), NOW);

        var judgement = RULES.judge(
                seen("cbu", jumped, jumped, NOW.plusSeconds(1)),
                new RateRules.Known(rate("12000", NOW), List.of(), List.of(other), BOUNDS),
                NOW);

        assertThat(judgement instanceof Taken).isEqualTo(taken);
        assertThat(judgement instanceof Held).isEqualTo(!taken);
    }

    @ParameterizedTest
    @CsvSource({"9000, true", "18000, true", "8999.99, false", "18000.01, false", "120.21, false"})
    void believesTheVeryFirstWordAsThePackSays(BigDecimal first, boolean taken) {
        var judgement = judge(seen("cbu", first, first, NOW), null);

        assertThat(judgement instanceof Taken).isEqualTo(taken);
        assertThat(judgement instanceof Held).isEqualTo(!taken);
    }

    @Test
    void holdsTheVeryFirstWordWhereThePackSaysNothing() {
        var judgement = RULES.judge(rate("12000", NOW), new RateRules.Known(null, List.of(), List.of(), null), NOW);

        assertThat(judgement)
                .isEqualTo(new Held("the first word of the currency, 12000, and the pack does not bound it"));
    }

    @ParameterizedTest
    @CsvSource({"12600, true", "11400, true", "12600.01, false", "11399.99, false"})
    void comparesANewProvidersFirstWordWithTheOthers(BigDecimal first, boolean taken) {
        var known = new RateRules.Known(null, List.of(rate("12000", NOW)), List.of(), null);

        var judgement = RULES.judge(seen("dealer", first, first, NOW), known, NOW);

        assertThat(judgement instanceof Taken).isEqualTo(taken);
        assertThat(judgement instanceof Held).isEqualTo(!taken);
    }

    @Test
    void holdsWhatIsOutsideThePacksBoundsWhoeverAgrees() {
        var other = seen("dealer", new BigDecimal("18500"), new BigDecimal("18500"), NOW);

        var judgement = RULES.judge(
                rate("18400", NOW.plusSeconds(1)),
                new RateRules.Known(rate("17900", NOW), List.of(other), List.of(), BOUNDS),
                NOW);

        assertThat(judgement).isEqualTo(new Held("18400 is not between 9000.00 UZS and 18000.00 UZS"));
    }

    @ParameterizedTest
    @CsvSource({
        // From a Monday's midnight until Tuesday noon.
        "2026-05-17T19:00:00Z, 2026-05-19T07:00:00Z",
        // From a Friday's midnight over the weekend until Monday noon.
        "2026-05-21T19:00:00Z, 2026-05-25T07:00:00Z",
        // What is published on a Saturday begins to age on Monday.
        "2026-05-23T05:00:00Z, 2026-05-26T07:00:00Z"
    })
    void isGoodForOneAndAHalfWorkingDays(Instant asOf, Instant stale) {
        var rate = rate("12000", asOf);

        assertThat(RULES.staleAt(asOf)).isEqualTo(stale);
        assertThat(RULES.isStale(rate, stale.minusMillis(1))).isFalse();
        assertThat(RULES.isStale(rate, stale)).isTrue();
    }

    private static RateJudgement judge(Observation seen, @Nullable Observation last) {
        return RULES.judge(seen, known(last), NOW);
    }

    private static RateRules.Known known(@Nullable Observation last) {
        return new RateRules.Known(last, List.of(), List.of(), BOUNDS);
    }

    private static Observation rate(String value, Instant asOf) {
        return seen("cbu", new BigDecimal(value), new BigDecimal(value), asOf);
    }

    private static Observation seen(String provider, BigDecimal bid, BigDecimal ask, Instant asOf) {
        return new Observation(provider, Asset.USD, bid, ask, asOf);
    }
}
