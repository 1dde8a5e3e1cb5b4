package gateway.fraud.velocity;

import gateway.fraud.Attempt;
import gateway.fraud.Finding;
import gateway.fraud.Verdict;
import gateway.fraud.rules.Features;
import gateway.platform.journal.Part;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes an attempt down with its payment: for velocities, and for back-tests.
 *
 * @param counted whether the payment is opened; a refused one counts for nothing
 * @param features as they were, without velocities
 * @param findings one line for each rule that fired
 */
public record RecordAttempt(Attempt attempt, boolean counted, Verdict verdict, String features, String findings)
        implements Part {

    public static RecordAttempt of(Attempt attempt, Verdict verdict, List<Finding> findings) {
        return of(attempt, Features.of(attempt), verdict, findings);
    }

    /** @param features of the attempt */
    public static RecordAttempt of(
            Attempt attempt, Map<String, Object> features, Verdict verdict, List<Finding> findings) {
        return new RecordAttempt(
                attempt,
                verdict != Verdict.REFUSE,
                verdict,
                Features.text(features),
                findings.stream().map(RecordAttempt::line).collect(Collectors.joining("\n")));
    }

    private static String line(Finding it) {
        var inputs = it.inputs().entrySet().stream()
                .map(input -> input.getKey() + "=" + input.getValue())
                .collect(Collectors.joining(" "));
        return "%s %d %s %s %s %s"
                .formatted(
                        it.rule(),
                        it.version(),
                        it.decides() ? "live" : "shadow",
                        it.verdict().code(),
                        it.reason(),
                        inputs);
    }
}
