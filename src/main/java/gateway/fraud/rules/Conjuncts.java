package gateway.fraud.rules;

import dev.cel.common.Operator;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The parts of a condition that are joined by {@code &&}. */
final class Conjuncts {

    private Conjuncts() {}

    static List<CelExpr> of(CelExpr whole) {
        return parts(whole).toList();
    }

    private static Stream<CelExpr> parts(CelExpr it) {
        if (it.getKind() != Kind.CALL || !it.call().function().equals(Operator.LOGICAL_AND.getFunction())) {
            return Stream.of(it);
        }
        List<CelExpr> sides = it.call().args();
        return sides.stream().flatMap(Conjuncts::parts);
    }

    /** Whether every name in it is one of these. What has names of its own is not looked into, so it is not. */
    static boolean speaksOnlyOf(CelExpr it, Set<String> names) {
        return switch (it.getKind()) {
            case CONSTANT -> true;
            case IDENT -> names.contains(it.ident().name());
            case CALL ->
                it.call().target().stream().allMatch(target -> speaksOnlyOf(target, names))
                        && all(it.call().args(), names);
            case LIST -> all(it.list().elements(), names);
            case NOT_SET, SELECT, STRUCT, MAP, COMPREHENSION -> false;
        };
    }

    private static boolean all(Collection<CelExpr> parts, Set<String> names) {
        return parts.stream().allMatch(part -> speaksOnlyOf(part, names));
    }
}
