package gateway.compliance.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Deadlines in days on which the bank works. */
class BusinessDaysTest {

    private static final BusinessDays DAYS = new BusinessDays(Set.of(LocalDate.of(2026, 12, 8)));

    @ParameterizedTest
    @CsvSource({
        // Thursday; the day of the alert does not count, the last one counts until its midnight in Tashkent.
        "2026-11-26T10:00:00Z, 1, 2026-11-27T19:00:00Z",
        "2026-11-26T10:00:00Z, 3, 2026-12-01T19:00:00Z",
        // It is Friday there already.
        "2026-11-26T19:00:00Z, 1, 2026-11-30T19:00:00Z",
        // A Saturday.
        "2026-11-28T10:00:00Z, 1, 2026-11-30T19:00:00Z",
        // Tuesday, 8 December, is a holiday.
        "2026-12-07T10:00:00Z, 1, 2026-12-09T19:00:00Z"
    })
    void weekendsAndHolidaysDoNotCount(Instant from, int days, Instant until) {
        assertThat(DAYS.after(from, days)).isEqualTo(until);
    }
}
