package gateway.compliance;

import gateway.compliance.Verdict.Match;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of the two sides of a payment.
 *
 * @param listedPayee the entry that the payee is taken for; null unless they are a hit
 * @param rule by which it was decided, and version of that rule
 * @param inputs masked, for the payment's trail; neither side hears them
 */
public record PaymentScreening(
        Outcome outcome,
        List<Verdict> sides,
        @Nullable Match listedPayee,
        String rule,
        int version,
        Map<String, String> inputs,
        Instant at) {

    /** What it means for the payment. */
    public enum Outcome {
        /** Nobody on the lists is like either. */
        CLEAR,
        /** A person has to compare before the money moves. */
        REVIEW,
        /** One side is listed, until a person says otherwise. */
        BLOCKED,
        /** There is nothing to compare with, or not all that there must be. The money does not move. */
        NOT_SCREENED
    }

    public PaymentScreening {
        sides = List.copyOf(sides);
        inputs = Map.copyOf(inputs);
    }

    /** Of which no payee is listed. */
    public PaymentScreening(
            Outcome outcome, List<Verdict> sides, String rule, int version, Map<String, String> inputs, Instant at) {
        this(outcome, sides, null, rule, version, inputs, at);
    }
}
