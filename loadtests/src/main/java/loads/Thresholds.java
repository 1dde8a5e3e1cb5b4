package loads;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Gatling's own words about its assertions, such as {@code cards: HUMO to merchant: 99th percentile of response time is
 * less than 500.0 : true (actual : 93.0)}; one line of the table for all kinds of a scenario.
 */
final class Thresholds {

    private static final Pattern JUDGED = Pattern.compile("^(.+) : (true|false)(?: \\((?:actual : )?(.+)\\))?$");
    private static final Pattern ASSERTION =
            Pattern.compile("^([^:]+): (.+): (.+) is (less than or equal to |less than |)([0-9.]+)$");

    private final Map<String, Finding> worst = new LinkedHashMap<>();
    private final Map<String, Integer> kinds = new LinkedHashMap<>();
    private final Map<String, Double> values = new LinkedHashMap<>();

    private Thresholds() {}

    /** @param log what Gatling printed */
    static List<Finding> in(List<String> log) {
        var all = new Thresholds();
        log.stream().flatMap(line -> JUDGED.matcher(line).results()).forEach(all::add);
        if (all.worst.isEmpty()) {
            throw new IllegalStateException("Gatling judged nothing; see " + Results.LOG);
        }
        return all.worst.entrySet().stream()
                .map(it -> all.withKinds(it.getKey(), it.getValue()))
                .toList();
    }

    private void add(MatchResult line) {
        var assertion = ASSERTION.matcher(line.group(1));
        boolean reached = Boolean.parseBoolean(line.group(2));
        // Also when nothing of a kind came: a threshold that nobody looked at is not met.
        if (!assertion.matches() || line.group(3) == null || !line.group(3).matches("[0-9.E-]+")) {
            worst.put(line.group(1), new Finding(line.group(1), String.valueOf(line.group(3)), "", reached));
            return;
        }
        var what = assertion.group(1) + ": " + assertion.group(3);
        var key = what + " " + assertion.group(5);
        double found = Double.parseDouble(line.group(3));
        kinds.merge(key, 1, Integer::sum);
        if (values.merge(key, found, Math::max) <= found) {
            worst.put(key, finding(what, assertion.toMatchResult(), found, reached));
        }
    }

    private static Finding finding(String what, MatchResult assertion, double found, boolean reached) {
        var unit = what.contains("response time") ? "ms" : what.contains("percentage") ? "%" : "";
        var sign = switch (assertion.group(4)) {
            case "less than " -> "< ";
            case "less than or equal to " -> "≤ ";
            default -> "";
        };
        var wanted = sign + Finding.text(Double.parseDouble(assertion.group(5)), unit);
        return new Finding(what, Finding.text(found, unit), wanted, reached);
    }

    private Finding withKinds(String key, Finding finding) {
        int count = kinds.getOrDefault(key, 1);
        var words = finding.what()
                .replace("99th percentile of response time", "p99")
                .replace("count of failed events", "failed");
        return new Finding(
                count == 1 ? words : "%s (worst of %d kinds)".formatted(words, count),
                finding.found(),
                finding.wanted(),
                finding.reached());
    }
}
