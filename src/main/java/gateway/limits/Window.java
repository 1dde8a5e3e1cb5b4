package gateway.limits;

import gateway.rulebook.Coded;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/** Over what time uses are added up. */
sealed interface Window {

    /** Where the time begins that a use at that moment belongs to. */
    Instant start(Instant at);

    /** From when on a use at that moment no longer counts. */
    Instant end(Instant at);

    /** Days as the clock on the wall has them: 23 or 25 hours long where it is put forth or back. */
    record Calendar(Unit unit, ZoneId zone) implements Window {

        /** How long. */
        enum Unit implements Coded {
            DAY,
            WEEK,
            MONTH,
            YEAR;

            @Override
            public String code() {
                return name().toLowerCase(Locale.ROOT);
            }
        }

        @Override
        public Instant start(Instant at) {
            return first(at).atStartOfDay(zone).toInstant();
        }

        @Override
        public Instant end(Instant at) {
            var first = first(at);
            var next = switch (unit) {
                case DAY -> first.plusDays(1);
                case WEEK -> first.plusWeeks(1);
                case MONTH -> first.plusMonths(1);
                case YEAR -> first.plusYears(1);
            };
            return next.atStartOfDay(zone).toInstant();
        }

        private LocalDate first(Instant at) {
            var day = LocalDate.ofInstant(at, zone);
            return switch (unit) {
                case DAY -> day;
                case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                case MONTH -> day.withDayOfMonth(1);
                case YEAR -> day.withDayOfYear(1);
            };
        }
    }

    /** The last so-and-so long, up to each use: exactly then one that is older has left. */
    record Rolling(Duration length) implements Window {

        @Override
        public Instant start(Instant at) {
            return at.minus(length);
        }

        @Override
        public Instant end(Instant at) {
            return at.plus(length);
        }
    }

    /** For ever. */
    record Lifetime() implements Window {

        private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

        @Override
        public Instant start(Instant at) {
            return Instant.EPOCH;
        }

        @Override
        public Instant end(Instant at) {
            return NEVER;
        }
    }
}
