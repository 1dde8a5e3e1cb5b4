package gateway.compliance.lists;

import java.time.LocalDate;

/** When somebody was born, as exactly as a list knows it. */
public record BirthDate(LocalDate earliest, LocalDate latest) {

    private static final int ABOUT = 2;

    public BirthDate {
        if (latest.isBefore(earliest)) {
            throw new IllegalArgumentException("ends before it begins");
        }
    }

    public static BirthDate on(LocalDate day) {
        return new BirthDate(day, day);
    }

    public static BirthDate between(int firstYear, int lastYear) {
        return new BirthDate(LocalDate.of(firstYear, 1, 1), LocalDate.of(lastYear, 12, 31));
    }

    public static BirthDate about(int year) {
        return between(year - ABOUT, year + ABOUT);
    }

    public boolean isExact() {
        return earliest.equals(latest);
    }

    public boolean covers(LocalDate day) {
        return !day.isBefore(earliest) && !day.isAfter(latest);
    }

    /** Two of year, month and day are right, or month and day have changed places. */
    public boolean isNearly(LocalDate day) {
        if (!isExact()) {
            return false;
        }
        int same = (day.getYear() == earliest.getYear() ? 1 : 0)
                + (day.getMonthValue() == earliest.getMonthValue() ? 1 : 0)
                + (day.getDayOfMonth() == earliest.getDayOfMonth() ? 1 : 0);
        boolean turned = day.getYear() == earliest.getYear()
                && day.getMonthValue() == earliest.getDayOfMonth()
                && day.getDayOfMonth() == earliest.getMonthValue();
        return same >= 2 || turned;
    }
}
