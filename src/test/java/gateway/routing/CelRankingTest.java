package gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gateway.routing.CelRanking.Verdict;
import gateway.routing.RoutingSettings.Cost;
import gateway.routing.RoutingSettings.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CelRankingTest {

    private static final Map<String, Object> USUAL = Map.of(
            "scheme", "visa",
            "kind", "debit",
            "currency", "UZS",
            "processor", "visa",
            "amount", 100_000L,
            "cost", 150L,
            "answered", 990L,
            "approved", 900L,
            "slow", 80L,
            "free", 12L);

    private final List<String> faults = new ArrayList<>();

    @Test
    void theFirstRuleWhoseConditionHoldsDecides() {
        var rules = ranking(List.of(
                new Rule("large", "amount > 1000000", "1"),
                new Rule("usual", "approved >= 500", "approved - slow / 20 - cost"),
                new Rule("rest", "true", "0")));

        assertThat(rules.judge(USUAL)).contains(new Verdict("usual", 900L - 4 - 150));
        assertThat(rules.judge(with("amount", 2_000_000L))).contains(new Verdict("large", 1L));
        assertThat(rules.judge(with("approved", 499L))).contains(new Verdict("rest", 0L));
    }

    @Test
    void aRuleWithoutAScoreLeavesOut() {
        var rules = ranking(List.of(new Rule("broken", "answered < 500 && currency == 'UZS'", null)));

        assertThat(rules.judge(with("answered", 499L))).contains(new Verdict("broken", null));
        assertThat(rules.judge(USUAL)).isEmpty();
    }

    @Test
    void aRuleThatCannotBeComputedSaysNothingAndIsReported() {
        var rules = ranking(List.of(new Rule("by zero", "true", "1000 / (cost - 150)"), new Rule("rest", "true", "7")));

        assertThat(rules.judge(USUAL)).contains(new Verdict("rest", 7L));
        assertThat(faults).containsExactly("by zero");
    }

    @ParameterizedTest
    @CsvSource({"amount +,1", "amount > 'ten',1", "amuont > 10,1", "amount,1", "true,approved > 1", "true,'\"x\"'"})
    void aBadRuleStopsTheStartAndIsNamed(String when, String score) {
        assertThatThrownBy(() -> ranking(List.of(new Rule("evening", when, score))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("Routing rule 'evening': ");
    }

    @ParameterizedTest
    @CsvSource({"100000,150,500,2000", "99,100,0,0", "0,100,7,7"})
    void costsArePartOfTheAmountAndSomethingOnTop(long amount, int basisPoints, long fixed, long expected) {
        assertThat(new Cost(basisPoints, fixed).of(amount)).isEqualTo(expected);
    }

    private CelRanking ranking(List<Rule> rules) {
        return new CelRanking(rules, (rule, fault) -> faults.add(rule));
    }

    private static Map<String, Object> with(String name, Object value) {
        var facts = new HashMap<>(USUAL);
        facts.put(name, value);
        return facts;
    }
}
