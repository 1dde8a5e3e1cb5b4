package gateway.issuing;

import gateway.issuing.Controls.Period;
import gateway.rulebook.BankTime;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What a card and those it replaced have spent: in this day, week, month and year, altogether, and of late one by one.
 */
final class Usage {

    static final Usage NONE = new Usage(Map.of(), RecentUses.NONE);

    private static final List<Period> CALENDAR =
            Arrays.stream(Period.values()).filter(period -> !period.isRolling()).toList();

    private final Map<Period, Spent> spent;
    private final RecentUses recent;

    private Usage(Map<Period, Spent> spent, RecentUses recent) {
        this.spent = spent;
        this.recent = recent;
    }

    /**
     * @param begun the first day of the period, counted from 1970; of a rolling window its first second
     * @param amount minor units
     */
    record Spent(long begun, long amount, long count) {}

    /** Within the period that the moment falls into. */
    Spent within(Period period, Instant at) {
        if (period.isRolling()) {
            return recent.within(period.length(), at);
        }
        long begun = begun(period, at);
        var known = spent.get(period);
        return known != null && known.begun() == begun ? known : new Spent(begun, 0, 0);
    }

    /** After another purchase, also one beyond every limit. */
    Usage plus(Instant at, long amount, long count) {
        var next = new EnumMap<Period, Spent>(Period.class);
        for (var period : CALENDAR) {
            var now = within(period, at);
            var known = spent.get(period);
            // A clock put back must not open an old period again.
            next.put(
                    period,
                    known != null && known.begun() > now.begun()
                            ? known
                            : new Spent(
                                    now.begun(),
                                    Math.addExact(now.amount(), amount),
                                    Math.addExact(now.count(), count)));
        }
        return new Usage(next, recent.plus(new RecentUses.Use(at, amount, count)));
    }

    /** What was taken at that moment comes back where it still counts. */
    Usage minus(Instant takenAt, long amount, long count) {
        var next = new EnumMap<Period, Spent>(Period.class);
        spent.forEach((period, known) -> next.put(
                period,
                known.begun() != begun(period, takenAt)
                        ? known
                        : new Spent(known.begun(), left(known.amount(), amount), left(known.count(), count))));
        return new Usage(next, recent.minus(takenAt, amount, count));
    }

    private static long left(long known, long back) {
        long left = Math.subtractExact(known, back);
        if (left < 0) {
            throw new IllegalStateException("More comes back than was spent");
        }
        return left;
    }

    private static long begun(Period period, Instant at) {
        var day = LocalDate.ofInstant(at, BankTime.ZONE);
        var first = switch (period) {
            case DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1);
            case YEAR -> day.withDayOfYear(1);
            case LIFETIME, LAST_24_HOURS, LAST_7_DAYS, LAST_30_DAYS -> LocalDate.EPOCH;
        };
        return first.toEpochDay();
    }

    RecentUses recent() {
        return recent;
    }

    /** The same, with other single uses. */
    Usage with(RecentUses uses) {
        return new Usage(spent, uses);
    }

    /** One line, to be stored; single uses stand in a line of their own. */
    String text() {
        return spent.entrySet().stream()
                .map(entry -> "%s:%d:%d:%d"
                        .formatted(
                                entry.getKey().name().toLowerCase(Locale.ROOT),
                                entry.getValue().begun(),
                                entry.getValue().amount(),
                                entry.getValue().count()))
                .collect(Collectors.joining(" "));
    }

    /** Reads {@link #text}. */
    static Usage parse(String text) {
        if (text.isEmpty()) {
            return NONE;
        }
        var spent = new EnumMap<Period, Spent>(Period.class);
        Arrays.stream(text.split(" ", -1))
                .map(word -> word.split(":", -1))
                .forEach(cells -> spent.put(
                        Period.valueOf(cells[0].toUpperCase(Locale.ROOT)),
                        new Spent(Long.parseLong(cells[1]), Long.parseLong(cells[2]), Long.parseLong(cells[3]))));
        return new Usage(Collections.unmodifiableMap(spent), RecentUses.NONE);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Usage usage && usage.spent.equals(spent) && usage.recent.equals(recent);
    }

    @Override
    public int hashCode() {
        return Objects.hash(spent, recent);
    }

    @Override
    public String toString() {
        return text();
    }
}
