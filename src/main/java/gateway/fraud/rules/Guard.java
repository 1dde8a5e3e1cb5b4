package gateway.fraud.rules;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.Map;

/** A part of a condition that can say no by itself, whatever the rest says. */
@FunctionalInterface
interface Guard {

    /** Whether it is false; what cannot be computed is not. */
    boolean saysNo(Map<String, ?> features);

    /** The language's own way, which can do everything. */
    static Guard of(CelRuntime.Program part) {
        return features -> isFalse(part, features);
    }

    private static boolean isFalse(CelRuntime.Program part, Map<String, ?> features) {
        try {
            return Boolean.FALSE.equals(part.eval(features));
        } catch (CelEvaluationException _) {
            return false;
        }
    }
}
