package gateway.crossborder.results;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.Stream;

/**
 * The days that are asked about, and how they are put together.
 *
 * @param to the last day
 */
public record Stretch(LocalDate from, LocalDate to, By by) {

    /** Into what they are put together. */
    public enum By {
        DAY,
        MONTH
    }

    /** Some days of it that are told together. */
    record Days(LocalDate from, LocalDate to) {}

    /** In order; the first and the last may be parts of a month. */
    List<Days> parts() {
        return Stream.iterate(from, it -> !it.isAfter(to), it -> last(it).plusDays(1))
                .map(it -> new Days(it, last(it).isAfter(to) ? to : last(it)))
                .toList();
    }

    /** The first day of the part that a day lies in. */
    LocalDate partOf(LocalDate day) {
        if (by == By.DAY) {
            return day;
        }
        var first = day.withDayOfMonth(1);
        return first.isBefore(from) ? from : first;
    }

    private LocalDate last(LocalDate day) {
        return by == By.DAY ? day : YearMonth.from(day).atEndOfMonth();
    }
}
