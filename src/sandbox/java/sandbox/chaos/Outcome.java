package sandbox.chaos;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a campaign showed.
 *
 * @param trials how often the bank was really hurt
 * @param measured further findings by name: numbers, texts, or lists of them
 * @param skipped why it could not be run on this machine
 */
public record Outcome(int trials, Verdict verdict, Map<String, Object> measured, Optional<String> skipped) {

    // With 95 % confidence, when nothing was seen in n trials (the rule of three).
    private static final double NONE_SEEN = 3.0;

    public static Outcome of(int trials, Verdict verdict, Map<String, Object> measured) {
        return new Outcome(trials, verdict, measured, Optional.empty());
    }

    /** This machine cannot do it; the text says what it lacks. */
    public static Outcome skipped(String why) {
        return new Outcome(0, new Verdict(), Map.of(), Optional.of(why));
    }

    boolean isPassed() {
        return verdict.isClean();
    }

    /** How often per trial it may go wrong although it never did; empty when it did. */
    Optional<Double> bound() {
        return trials > 0 && verdict.isClean() ? Optional.of(Math.min(1, NONE_SEEN / trials)) : Optional.empty();
    }

    /** For people: every rule, every number, and the last line. */
    String text(String campaign, double seconds) {
        var text = new StringBuilder();
        measured.forEach((name, value) -> {
            if (value instanceof Iterable<?> lines) {
                lines.forEach(line -> text.append("  %-28s %s%n".formatted(name, line)));
            } else {
                text.append("  %-28s %s%n".formatted(name, value));
            }
        });
        text.append(verdict.text());
        text.append("  %s: %s%n".formatted(campaign, summary(seconds)));
        return text.toString();
    }

    private String summary(double seconds) {
        return skipped.map(why -> "SKIPPED: " + why)
                .orElseGet(() -> "%s, %d trials, %d violations%s, %.0f s"
                        .formatted(
                                isPassed() ? "PASS" : "FAIL",
                                trials,
                                verdict.count(),
                                bound().map(it -> ", at 95 %% fewer than %.2f %% of trials".formatted(it * 100))
                                        .orElse(""),
                                seconds));
    }

    /** For machines. */
    Map<String, Object> json(String campaign, double seconds) {
        var json = new LinkedHashMap<String, Object>();
        json.put("campaign", campaign);
        json.put("trials", trials);
        json.put("violations", verdict.count());
        bound().ifPresent(it -> json.put("bound", it));
        json.put("seconds", Math.round(seconds));
        skipped.ifPresent(why -> json.put("skipped", why));
        json.put("rules", verdict.counts());
        json.put("examples", verdict.examples());
        json.put("measured", measured);
        return json;
    }
}
