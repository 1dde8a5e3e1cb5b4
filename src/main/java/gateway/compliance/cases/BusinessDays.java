package gateway.compliance.cases;

import gateway.rulebook.BankTime;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;

/**
 * Days on which the bank works, in Tashkent. Pure.
 *
 * @param holidays beside Saturdays and Sundays
 */
public record BusinessDays(Set<LocalDate> holidays) {

    public BusinessDays {
        holidays = Set.copyOf(holidays);
    }

    /** The end of the last of so many business days that begin after this moment's day. */
    public Instant after(Instant moment, int days) {
        var day = LocalDate.ofInstant(moment, BankTime.ZONE);
        for (int left = days; left > 0; ) {
            day = day.plusDays(1);
            left -= isWorked(day) ? 1 : 0;
        }
        return day.plusDays(1).atStartOfDay(BankTime.ZONE).toInstant();
    }

    private boolean isWorked(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY
                && day.getDayOfWeek() != DayOfWeek.SUNDAY
                && !holidays.contains(day);
    }
}
