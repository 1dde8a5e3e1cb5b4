package gateway.fraud.rules;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.fraud.Attempts;
import gateway.fraud.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When nobody need look at what was seen before, because it changes nothing. */
class VelocitiesLeftOutTest {

    private static final String VELOCITY = """
              - {name: customer_hour_count, per: customer, measure: count, window: "1h"}
              - {name: card_hour_payees, per: card, measure: payees, window: "1h"}
            """;

    private static final List<String> PARTS = List.of(
            "amount > 100",
            "amount > 1000000",
            "card",
            "!card",
            "card_country == 'UZ'",
            "hour in [17, 18]",
            "amount / (amount - 150000) > 1",
            "customer_hour_count > 2",
            "card_hour_payees > 2",
            "customer_hour_count * 2 > card_hour_payees",
            "customer_hour_count in [1, 2, amount]");

    private static FraudPack pack(String... rules) {
        return FraudPackReader.read(Attempts.pack(VELOCITY, rules));
    }

    private static Map<String, Object> features(int card) {
        return Features.of(Attempts.at(1, Attempts.NOON, 150_000, 1, 1, card, 1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
        amount > 5                                           ; false
        amount > 1000000 && customer_hour_count > 3          ; false
        customer_hour_count > 3 && amount > 1000000          ; false
        customer_hour_count > 3 && (amount > 5 && tor)       ; false
        customer_hour_count > 3                              ; true
        amount > 5 && customer_hour_count > 3                ; true
        amount > 1000000 || customer_hour_count > 3          ; true
        tor ? false : customer_hour_count > 3                ; true
        !(amount > 1000000 && customer_hour_count > 3)       ; true
        amount in [1, 2] && customer_hour_count > 3          ; false
        amount in [customer_hour_count] && tor               ; false
        amount in [customer_hour_count]                      ; true
        """)
    void onlyWhatIsSaidBesideThemCanRuleThemOut(String when, boolean wanted) {
        assertThat(pack(Attempts.rule("one", "live", when, "review")).wantsVelocities(features(1), Attempts.NOON))
                .isEqualTo(wanted);
    }

    @Test
    void draftsAndRulesOfAnotherTimeDoNotAsk() {
        var rule = Attempts.rule("one", "live", "customer_hour_count > 3", "review");

        assertThat(pack(rule.replace("stage: live", "stage: draft")).wantsVelocities(features(1), Attempts.NOON))
                .isFalse();
        assertThat(pack(rule.replace("from: 2026-02-01", "from: 2026-12-01"))
                        .wantsVelocities(features(1), Attempts.NOON))
                .isFalse();
        assertThat(pack(rule.replace("stage: live", "stage: shadow")).wantsVelocities(features(1), Attempts.NOON))
                .isTrue();
    }

    /** Whatever was seen, also where it is not known at all: random conditions say the same. */
    @Test
    void whatIsLeftOutWouldHaveChangedNothing() {
        var random = new SplittableRandom(11);
        int leftOut = 0;
        for (int round = 0; round < 400; round++) {
            var pack = pack(rule(random, 1), rule(random, 2), rule(random, 3));
            var features = features(random.nextInt(2));
            if (!pack.wantsVelocities(features, Attempts.NOON)) {
                leftOut++;
                var said = pack.askWithoutVelocities(features, Attempts.NOON);
                for (int seen = 0; seen < 5; seen++) {
                    assertThat(pack.ask(pack.with(features, seen(random)), Attempts.NOON))
                            .usingRecursiveComparison()
                            .isEqualTo(said);
                }
            }
        }
        assertThat(leftOut).isBetween(40, 360);
    }

    private static String rule(SplittableRandom random, int n) {
        var when = new StringBuilder(part(random));
        for (int more = random.nextInt(4); more > 0; more--) {
            when.append(random.nextInt(6) == 0 ? " || " : " && ").append(part(random));
        }
        return Attempts.rule("rule-" + n, "live", when.toString(), "review");
    }

    private static String part(SplittableRandom random) {
        return PARTS.get(random.nextInt(PARTS.size()));
    }

    private static Map<String, Long> seen(SplittableRandom random) {
        var names = new ArrayList<>(List.of("customer_hour_count", "card_hour_payees"));
        names.removeIf(_ -> random.nextInt(4) == 0);
        var seen = new HashMap<String, Long>();
        names.forEach(name -> seen.put(name, random.nextLong(6)));
        return seen;
    }

    @Test
    void aRuleThatFiresWithoutThemIsTold() {
        var pack = pack(
                Attempts.rule("one", "live", "amount > 5", "review"),
                Attempts.rule("two", "live", "tor && customer_hour_count > 3", "review"));

        assertThat(pack.wantsVelocities(features(1), Attempts.NOON)).isFalse();
        assertThat(pack.askWithoutVelocities(features(1), Attempts.NOON))
                .extracting(Finding::rule)
                .containsExactly("one");
    }
}
