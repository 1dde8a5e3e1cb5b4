package gateway.fees;

import gateway.rulebook.BankTime;
import gateway.rulebook.Coded;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** Over what caps and free quotas are counted: calendar time in Tashkent. */
public enum Period implements Coded {
    DAY("day"),
    MONTH("month"),
    YEAR("year");

    private final String code;

    Period(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }

    /** The period that holds this moment. */
    public Window around(Instant moment) {
        var day = LocalDate.ofInstant(moment, BankTime.ZONE);
        return switch (this) {
            case DAY -> new Window(day, day.plusDays(1));
            case MONTH ->
                new Window(day.withDayOfMonth(1), day.withDayOfMonth(1).plus(1, ChronoUnit.MONTHS));
            case YEAR -> new Window(day.withDayOfYear(1), day.withDayOfYear(1).plus(1, ChronoUnit.YEARS));
        };
    }

    /**
     * One particular period.
     *
     * @param until the first moment after it
     */
    public record Window(Instant from, Instant until) {

        Window(LocalDate from, LocalDate until) {
            this(
                    from.atStartOfDay(BankTime.ZONE).toInstant(),
                    until.atStartOfDay(BankTime.ZONE).toInstant());
        }
    }
}
