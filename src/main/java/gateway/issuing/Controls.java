package gateway.issuing;

import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a holder allows their card. Everything in it must agree to a purchase; what is absent does not ask.
 *
 * @param most the largest single amount, minor units
 * @param limits each counts through every replacement of the card
 * @param hours when the card may be used, where the bank lives
 * @param singleUse works once
 * @param merchantLocked works only where it was used first
 */
public record Controls(
        @Nullable Long most,
        List<Limit> limits,
        @Nullable Choice categories,
        @Nullable Choice channels,
        @Nullable Choice countries,
        @Nullable Choice merchants,
        @Nullable Hours hours,
        boolean singleUse,
        boolean merchantLocked) {

    public static final Controls NONE = new Controls(null, List.of(), null, null, null, null, null, false, false);

    public Controls {
        limits = List.copyOf(limits);
    }

    /** Over what time spending is added up; calendar days where the bank lives. */
    public enum Period {
        DAY,
        WEEK,
        MONTH,
        YEAR,
        LIFETIME
    }

    /**
     * @param amount minor units; null when only times are counted
     * @param count null when only amounts are
     */
    public record Limit(
            Period period, @Nullable Long amount, @Nullable Long count) {}

    /** Either only these, or all but these. */
    public record Choice(boolean allowed, Set<String> words) {

        public Choice {
            words = Set.copyOf(words);
        }

        boolean admits(String word) {
            return words.contains(word) == allowed;
        }
    }

    /**
     * From one time of day to another, which may be tomorrow's.
     *
     * @param to no longer
     */
    public record Hours(LocalTime from, LocalTime to) {

        boolean holds(LocalTime time) {
            boolean begun = !time.isBefore(from);
            boolean over = !time.isBefore(to);
            return from.isBefore(to) ? begun && !over : begun || !over;
        }
    }
}
