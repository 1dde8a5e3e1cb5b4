package gateway.issuing;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
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

    /** Over what time spending is added up: calendar days where the bank lives, or a window that moves on by itself. */
    public enum Period {
        DAY,
        WEEK,
        MONTH,
        YEAR,
        LIFETIME,
        LAST_24_HOURS(Duration.ofHours(24)),
        LAST_7_DAYS(Duration.ofDays(7)),
        LAST_30_DAYS(Duration.ofDays(30));

        private final Duration length;

        Period() {
            this(Duration.ZERO);
        }

        Period(Duration length) {
            this.length = length;
        }

        boolean isRolling() {
            return !length.isZero();
        }

        /** Of a rolling window. */
        Duration length() {
            return length;
        }

        /** As clients write it. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Whether single uses have to be remembered. */
    boolean roll() {
        return limits.stream().anyMatch(limit -> limit.period().isRolling());
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
