package sandbox.drill;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the judge found: every rule, with what violates it. */
public final class Verdict {

    private static final int EXAMPLES = 10;

    private final Map<String, List<String>> violations = new LinkedHashMap<>();

    void rule(String rule, Collection<String> violating) {
        violations.computeIfAbsent(rule, _ -> new ArrayList<>()).addAll(violating);
    }

    public boolean isClean() {
        return count() == 0;
    }

    int count() {
        return violations.values().stream().mapToInt(List::size).sum();
    }

    /** Counts by rule, for machines. */
    Map<String, Integer> counts() {
        var counts = new LinkedHashMap<String, Integer>();
        violations.forEach((rule, found) -> counts.put(rule, found.size()));
        return counts;
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
