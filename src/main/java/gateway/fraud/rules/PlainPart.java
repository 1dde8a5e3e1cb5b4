package gateway.fraud.rules;

import dev.cel.common.Operator;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Parts of conditions that most begin with: a feature compared with a constant, a truth or its opposite. They are
 * decided here as the language would, for a fraction of what its interpreter costs.
 */
final class PlainPart {

    private static final Map<String, IntPredicate> ORDERS = Map.of(
            Operator.EQUALS.getFunction(), order -> order == 0,
            Operator.NOT_EQUALS.getFunction(), order -> order != 0,
            Operator.LESS.getFunction(), order -> order < 0,
            Operator.LESS_EQUALS.getFunction(), order -> order <= 0,
            Operator.GREATER.getFunction(), order -> order > 0,
            Operator.GREATER_EQUALS.getFunction(), order -> order >= 0);

    private PlainPart() {}

    /** Empty where it is not plain. */
    static Optional<Guard> of(CelExpr part) {
        return switch (part.getKind()) {
            case IDENT -> Optional.of(truth(part.ident().name(), true));
            case CALL -> call(part.call().function(), part.call().args());
            case NOT_SET, CONSTANT, SELECT, LIST, STRUCT, MAP, COMPREHENSION -> Optional.empty();
        };
    }

    private static Optional<Guard> call(String function, List<CelExpr> sides) {
        if (function.equals(Operator.LOGICAL_NOT.getFunction())) {
            return Optional.of(sides.getFirst())
                    .filter(it -> it.getKind() == Kind.IDENT)
                    .map(it -> truth(it.ident().name(), false));
        }
        var holds = ORDERS.get(function);
        return holds != null
                        && sides.getFirst().getKind() == Kind.IDENT
                        && sides.getLast().getKind() == Kind.CONSTANT
                ? compared(
                        sides.getFirst().ident().name(), holds, sides.getLast().constant())
                : Optional.empty();
    }

    private static Guard truth(String name, boolean wanted) {
        return features -> features.get(name) instanceof Boolean is && is != wanted;
    }

    // Texts are told apart and not put in order: the language orders them by code point, and Java does not.
    private static Optional<Guard> compared(String name, IntPredicate holds, CelConstant constant) {
        return switch (constant.getKind()) {
            case INT64_VALUE -> Optional.of(number(name, holds, constant.int64Value()));
            case STRING_VALUE ->
                holds.test(-1) == holds.test(1)
                        ? Optional.of(text(name, holds, constant.stringValue()))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Guard number(String name, IntPredicate holds, long than) {
        return features -> features.get(name) instanceof Long it && !holds.test(Long.compare(it, than));
    }

    private static Guard text(String name, IntPredicate holds, String than) {
        return features -> features.get(name) instanceof String it && !holds.test(it.equals(than) ? 0 : 1);
    }
}
