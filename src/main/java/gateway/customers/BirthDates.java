package gateway.customers;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** On which days somebody who is alive can have been born. */
public final class BirthDates {

    private static final int OLDEST_YEARS = 120;

    private BirthDates() {}

    /** Neither in the future nor more than 120 years ago. */
    public static boolean isPossible(LocalDate born, LocalDate today) {
        return !born.isAfter(today) && ChronoUnit.YEARS.between(born, today) <= OLDEST_YEARS;
    }
}
