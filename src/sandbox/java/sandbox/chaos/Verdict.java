package sandbox.chaos;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the judge found: every rule, with what violates it. */
public final class Verdict {

    private static final int EXAMPLES = 10;

    private final Map<String, Set<String>> violations = new LinkedHashMap<>();

    /** The same rule may be looked at again and again; a violation that stays counts once. */
    public Verdict rule(String rule, Collection<String> violating) {
        violations.computeIfAbsent(rule, _ -> new LinkedHashSet<>()).addAll(violating);
        return this;
    }

    public Verdict rule(String rule, boolean kept, String otherwise) {
        return rule(rule, kept ? List.of() : List.of(otherwise));
    }

    /** Adds everything that another look has found. */
    public void add(Verdict other) {
        other.violations.forEach(this::rule);
    }

    public boolean isClean() {
        return count() == 0;
    }

    public int count() {
        return violations.values().stream().mapToInt(Set::size).sum();
    }

    /** Counts by rule, for machines. */
    Map<String, Integer> counts() {
        var counts = new LinkedHashMap<String, Integer>();
        violations.forEach((rule, found) -> counts.put(rule, found.size()));
        return counts;
    }

    /** The first few violations of each rule that was not kept. */
    Map<String, List<String>> examples() {
        var examples = new LinkedHashMap<String, List<String>>();
        violations.forEach((rule, found) -> {
            if (!found.isEmpty()) {
                examples.put(rule, found.stream().limit(EXAMPLES).toList());
            }
        });
        return examples;
    }

    public String text() {
        var text = new StringBuilder();
        violations.forEach((rule, found) -> {
            text.append("  %-4s %s%s%n"
                    .formatted(found.isEmpty() ? "ok" : "FAIL", rule, found.isEmpty() ? "" : ": " + found.size()));
            found.stream()
                    .limit(EXAMPLES)
                    .forEach(example -> text.append("         ").append(example).append('\n'));
        });
        return text.toString();
    }
}
