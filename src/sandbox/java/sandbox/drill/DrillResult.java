package sandbox.drill;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sandbox.drill.DrillOptions.Target;

/**
 * What one drill showed.
 *
 * @param placed orders
 * @param answers what customers were answered, by kind
 * @param gaveUp customers who never got an answer
 * @param states of all payments in the database
 * @param faults met by this drill's messages
 */
record DrillResult(
        Target target,
        int placed,
        Map<String, Long> answers,
        long gaveUp,
        Map<String, Long> states,
        Map<String, Long> faults,
        List<String> kills,
        Duration untilFinal,
        Verdict verdict) {

    boolean isPassed() {
        return verdict.isClean();
    }

    String text() {
        var text = new StringBuilder();
        line(text, "orders placed", placed + " (" + gaveUp + " customers gave up)");
        line(text, "payments by state", states);
        line(text, "answers", answers);
        line(
                text,
                "rail faults met",
                faults.values().stream().mapToLong(Long::longValue).sum() + " " + faults);
        kills.forEach(kill -> line(text, "kill", kill));
        line(text, "all final after the heal", "%.1f s".formatted(untilFinal.toMillis() / 1000.0));
        text.append(verdict.text());
        line(text, target.wireName(), isPassed() ? "PASS" : "FAIL");
        return text.toString();
    }

    Map<String, Object> json() {
        var json = new LinkedHashMap<String, Object>();
        json.put("drill", target.wireName());
        json.put("passed", isPassed());
        json.put("placed", placed);
        json.put("gave_up", gaveUp);
        json.put("states", states);
        json.put("answers", answers);
        json.put("faults", faults);
        json.put("kills", kills);
        json.put("until_final_ms", untilFinal.toMillis());
        json.put("violations", verdict.counts());
        return json;
    }

    private static void line(StringBuilder text, String name, Object value) {
        text.append("  %-26s %s%n".formatted(name, value));
    }
}
