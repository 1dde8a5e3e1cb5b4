package gateway.fraud.rules;

import dev.cel.runtime.CelEvaluationException;
import gateway.fraud.Finding;
import gateway.fraud.Verdict;
import gateway.rulebook.Coded;
import gateway.rulebook.RuleHead;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One version of a rule.
 *
 * @param verdict what it wants when it fires
 * @param reason a code for people and programs
 */
public record FraudRule(RuleHead head, Stage stage, Condition condition, Verdict verdict, String reason) {

    /** How far a rule has come. */
    public enum Stage implements Coded {
        /** Only back-tests ask it. */
        DRAFT("draft"),
        /** It is asked about every attempt and written down, and decides nothing. */
        SHADOW("shadow"),
        LIVE("live");

        private final String code;

        Stage(String code) {
            this.code = code;
        }

        @Override
        public String code() {
            return code;
        }
    }

    boolean isInForce(Instant at) {
        return stage != Stage.DRAFT && head.validity().holds(at);
    }

    /**
     * Whether it may fire or not by what was seen before.
     *
     * @param features without velocities
     */
    boolean wantsVelocities(Map<String, ?> features) {
        return condition.looksBack() && !condition.isRuledOut(features);
    }

    /** Empty when it does not fire. One that cannot be computed fires, with review. */
    public Optional<Finding> ask(Map<String, ?> features) {
        try {
            return condition.holds(features) ? Optional.of(finding(features, verdict, false)) : Optional.empty();
        } catch (CelEvaluationException _) {
            return Optional.of(finding(features, Verdict.REVIEW, true));
        }
    }

    /** Whether both ask and want the same for the same reason; how far they have come makes no difference. */
    boolean saysTheSameAs(FraudRule other) {
        return head.citation().equals(other.head.citation())
                && condition.text().equals(other.condition.text())
                && verdict == other.verdict
                && reason.equals(other.reason);
    }

    private Finding finding(Map<String, ?> features, Verdict wanted, boolean failed) {
        return new Finding(
                head.id(),
                head.version(),
                head.citation(),
                stage == Stage.LIVE,
                wanted,
                failed ? "rule-failed" : reason,
                failed,
                inputs(features));
    }

    private SortedMap<String, String> inputs(Map<String, ?> features) {
        var inputs = new TreeMap<String, String>();
        for (var name : condition.names()) {
            var value = features.get(name);
            if (value != null) {
                inputs.put(name, value.toString());
            }
        }
        return inputs;
    }
}
