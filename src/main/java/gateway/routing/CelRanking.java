package gateway.routing;

import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import gateway.routing.RoutingSettings.Rule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The bank's routing rules, compiled once. Conditions and scores speak of one processor at a time: {@code scheme},
 * {@code kind}, {@code currency}, {@code processor} are text; {@code amount} and {@code cost} minor units;
 * {@code answered} and {@code approved} of a thousand; {@code slow} milliseconds; {@code free} messages.
 */
final class CelRanking {

    private static final Map<String, CelType> NAMES = Map.of(
            "scheme", SimpleType.STRING,
            "kind", SimpleType.STRING,
            "currency", SimpleType.STRING,
            "processor", SimpleType.STRING,
            "amount", SimpleType.INT,
            "cost", SimpleType.INT,
            "answered", SimpleType.INT,
            "approved", SimpleType.INT,
            "slow", SimpleType.INT,
            "free", SimpleType.INT);

    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.plannerRuntimeBuilder().build();

    private final List<Compiled> rules;
    private final Faults faults;

    CelRanking(List<Rule> rules, Faults faults) {
        this.rules = rules.stream().map(CelRanking::compile).toList();
        this.faults = faults;
    }

    /** Hears of rules that could not be computed. */
    interface Faults {

        void happened(String rule, CelEvaluationException fault);
    }

    /** @param score null where the rule leaves the processor out */
    record Verdict(String rule, @Nullable Long score) {}

    /** The first rule whose condition holds; empty when none does. */
    Optional<Verdict> judge(Map<String, ?> facts) {
        return rules.stream().flatMap(rule -> judge(rule, facts).stream()).findFirst();
    }

    /** A rule that cannot be computed, such as one that divides by zero, says nothing; its author is told. */
    private Optional<Verdict> judge(Compiled rule, Map<String, ?> facts) {
        try {
            return rule.judge(facts);
        } catch (CelEvaluationException fault) {
            faults.happened(rule.name(), fault);
            return Optional.empty();
        }
    }

    private static Compiled compile(Rule rule) {
        var score = rule.score();
        return new Compiled(
                rule.name(),
                program(rule.name(), rule.when(), SimpleType.BOOL),
                score == null ? null : program(rule.name(), score, SimpleType.INT));
    }

    private static CelRuntime.Program program(String rule, String expression, CelType result) {
        try {
            return RUNTIME.createProgram(compiler(result).compile(expression).getAst());
        } catch (CelValidationException | CelEvaluationException e) {
            throw new IllegalStateException("Routing rule '%s': %s".formatted(rule, e.getMessage()), e);
        }
    }

    private static CelCompiler compiler(CelType result) {
        var builder = CelCompilerFactory.standardCelCompilerBuilder().setResultType(result);
        NAMES.forEach(builder::addVar);
        return builder.build();
    }

    private record Compiled(String name, CelRuntime.Program when, CelRuntime.@Nullable Program score) {

        Optional<Verdict> judge(Map<String, ?> facts) throws CelEvaluationException {
            return Boolean.TRUE.equals(when.eval(facts))
                    ? Optional.of(new Verdict(name, score == null ? null : (Long) score.eval(facts)))
                    : Optional.empty();
        }
    }
}
