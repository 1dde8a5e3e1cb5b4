package gateway.rulebook;

import java.time.Instant;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one check says about a payment before money moves; what a decision's trail is made of.
 *
 * @param check such as {@code limits}, {@code screening} or {@code fraud}
 * @param rule the rule that spoke; null when none did
 * @param version of that rule; 0 without one
 * @param inputs what was looked at, masked: no card number, no name, no secret
 */
public record Judgement(
        String check,
        Outcome outcome,
        @Nullable String rule,
        int version,
        SortedMap<String, String> inputs,
        Instant at) {

    public Judgement {
        inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
    }

    /** No rule had anything to say. */
    public static Judgement allowed(String check, Map<String, String> inputs, Instant at) {
        return new Judgement(check, Outcome.ALLOWED, null, 0, new TreeMap<>(inputs), at);
    }

    /** What a check wants; the later, the stricter. */
    public enum Outcome {
        ALLOWED,
        /** A rule on trial spoke; nothing follows from it. */
        NOTED,
        STEP_UP,
        REVIEW,
        REFUSED;

        /** As it is written everywhere. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Empty when there is none of that name. */
        public static Optional<Outcome> of(String code) {
            return Stream.of(values()).filter(it -> it.code().equals(code)).findFirst();
        }
    }
}
