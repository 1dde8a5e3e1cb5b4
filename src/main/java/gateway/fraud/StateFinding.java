package gateway.fraud;

import gateway.rulebook.Citation;
import org.jspecify.annotations.Nullable;

/**
 * What the state antifraud made of an attempt.
 *
 * @param outcome how it came about
 * @param reason their reason code, or why they were not heard
 * @param reference theirs; empty where they were not heard
 * @param rule of the fail policy that decided in their place, with its version; null otherwise
 */
public record StateFinding(
        Outcome outcome,
        Verdict verdict,
        String reason,
        String reference,
        @Nullable String rule,
        int version,
        @Nullable Citation citation) {

    /** Nobody was asked. */
    public static final StateFinding NOT_ASKED =
            new StateFinding(Outcome.NOT_ASKED, Verdict.ALLOW, "", "", null, 0, null);

    /** How an answer came about. */
    public enum Outcome {
        ANSWERED,
        /** No usable answer in time: the fail policy decided. */
        SILENT,
        NOT_ASKED
    }
}
