package gateway.fraud.rules;

import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelReference;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** When a rule fires: a condition in CEL, checked against the features there are and compiled once. */
final class Condition {

    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.plannerRuntimeBuilder().build();

    private final String text;
    private final CelRuntime.Program program;
    private final Set<String> names;

    private Condition(String text, CelRuntime.Program program, Set<String> names) {
        this.text = text;
        this.program = program;
        this.names = names;
    }

    /** Says why a text is no condition. */
    static final class Unfit extends Exception {

        Unfit(String why) {
            super(why, null, false, false);
        }
    }

    /** Knows the features, and the velocities of one pack. */
    static final class Language {

        private final CelCompiler compiler;
        private final Set<String> names;

        Language(Map<String, Features.Kind> features) {
            var builder = CelCompilerFactory.standardCelCompilerBuilder().setResultType(SimpleType.BOOL);
            features.forEach((name, kind) -> builder.addVar(name, type(kind)));
            this.compiler = builder.build();
            this.names = features.keySet();
        }

        private static SimpleType type(Features.Kind kind) {
            return switch (kind) {
                case NUMBER -> (SimpleType) SimpleType.INT;
                case TEXT -> (SimpleType) SimpleType.STRING;
                case TRUTH -> (SimpleType) SimpleType.BOOL;
            };
        }

        Condition compile(String text) throws Unfit {
            try {
                var checked = compiler.compile(text).getAst();
                var used = new TreeSet<String>();
                Map<Long, CelReference> references = checked.getReferenceMap();
                references.values().stream()
                        .map(CelReference::name)
                        .filter(names::contains)
                        .forEach(used::add);
                return new Condition(text, RUNTIME.createProgram(checked), used);
            } catch (CelValidationException | CelEvaluationException fault) {
                throw new Unfit(String.valueOf(fault.getMessage()));
            }
        }
    }

    boolean holds(Map<String, ?> features) throws CelEvaluationException {
        return Boolean.TRUE.equals(program.eval(features));
    }

    /** As it is written. */
    String text() {
        return text;
    }

    /** The features it looks at. */
    Set<String> names() {
        return names;
    }
}
