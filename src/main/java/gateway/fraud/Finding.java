package gateway.fraud;

import gateway.rulebook.Citation;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A rule that fired.
 *
 * @param decides whether it is live; a shadow rule is only written down
 * @param reason its reason code
 * @param failed it could not be computed, and so counts as fired
 * @param inputs what the rule looked at, by name; what is not known of the attempt is missing; nobody's name or number
 *     is among them
 */
public record Finding(
        String rule,
        int version,
        Citation citation,
        boolean decides,
        Verdict verdict,
        String reason,
        boolean failed,
        SortedMap<String, String> inputs) {

    public Finding {
        inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
    }
}
