package gateway.fraud.rules;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelReference;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.ArrayList;
import java.util.List;
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
    private final boolean looksBack;
    private final List<Guard> plain;
    private final List<Guard> guards;

    /**
     * @param plain parts that are decided without the language
     * @param guards parts that speak of no velocity, the plain ones first
     */
    private Condition(
            String text, CelRuntime.Program program, Set<String> names, List<Guard> plain, List<Guard> guards) {
        this.text = text;
        this.program = program;
        this.names = names;
        this.looksBack = !Features.KNOWN.keySet().containsAll(names);
        this.plain = plain;
        this.guards = guards;
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
                return new Condition(text, RUNTIME.createProgram(checked), used, plain(checked), guards(checked));
            } catch (CelValidationException | CelEvaluationException fault) {
                throw new Unfit(String.valueOf(fault.getMessage()));
            }
        }
    }

    private static List<Guard> plain(CelAbstractSyntaxTree whole) {
        return Conjuncts.of(whole.getExpr()).stream()
                .flatMap(part -> PlainPart.of(part).stream())
                .toList();
    }

    // What is said beside velocities: of a whole that is joined by && each part can say no by itself. Plain ones first.
    private static List<Guard> guards(CelAbstractSyntaxTree whole) throws CelEvaluationException {
        var plain = new ArrayList<Guard>();
        var others = new ArrayList<Guard>();
        for (var part : Conjuncts.of(whole.getExpr())) {
            if (Conjuncts.speaksOnlyOf(part, Features.KNOWN.keySet())) {
                var guard = PlainPart.of(part);
                guard.ifPresent(plain::add);
                if (guard.isEmpty()) {
                    others.add(Guard.of(RUNTIME.createProgram(CelAbstractSyntaxTree.newCheckedAst(
                            part, whole.getSource(), whole.getReferenceMap(), whole.getTypeMap()))));
                }
            }
        }
        plain.addAll(others);
        return List.copyOf(plain);
    }

    /** Whether it looks at what was seen before. */
    boolean looksBack() {
        return looksBack;
    }

    /**
     * Whether it is false whatever was seen before. The language lets a part that is false decide, also beside one that
     * cannot be computed; a part that cannot be computed itself decides nothing.
     *
     * @param features without velocities
     */
    boolean isRuledOut(Map<String, ?> features) {
        return saysNo(guards, features);
    }

    // Asked twenty times for every payment.
    private static boolean saysNo(List<Guard> guards, Map<String, ?> features) {
        for (var guard : guards) {
            if (guard.saysNo(features)) {
                return true;
            }
        }
        return false;
    }

    // By the same token a part that says no decides here, before the language is asked.
    boolean holds(Map<String, ?> features) throws CelEvaluationException {
        return !saysNo(plain, features) && Boolean.TRUE.equals(program.eval(features));
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
