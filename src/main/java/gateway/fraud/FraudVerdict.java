package gateway.fraud;

import gateway.platform.journal.Part;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the checks say about an attempt, with everything a payment's trail needs.
 *
 * @param findings every rule that fired, live or in the shadow, in the order of the pack
 * @param state what the state antifraud said, or the bank's policy for its silence
 * @param restriction the order that stops it; nothing else was asked then
 * @param parts belong into the journal entry that opens the payment
 */
public record FraudVerdict(
        Verdict verdict,
        List<Finding> findings,
        StateFinding state,
        Optional<Restriction> restriction,
        Instant at,
        List<Part> parts) {

    public FraudVerdict {
        findings = List.copyOf(findings);
        parts = List.copyOf(parts);
    }

    /** The reason codes of what decided, each once. */
    public List<String> reasons() {
        if (restriction.isPresent()) {
            return List.of("restricted");
        }
        var reasons = new java.util.ArrayList<String>();
        findings.stream()
                .filter(it -> it.decides() && it.verdict() == verdict)
                .map(Finding::reason)
                .distinct()
                .forEach(reasons::add);
        if (state.verdict() == verdict && verdict != Verdict.ALLOW) {
            reasons.add(state.reason());
        }
        return reasons;
    }
}
