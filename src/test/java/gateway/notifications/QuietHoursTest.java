package gateway.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalTime;
import java.time.ZonedDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietHoursTest {

    @ParameterizedTest
    @CsvSource({
        "22:00, 08:00, 21:59:59, false",
        "22:00, 08:00, 22:00:00, true",
        "22:00, 08:00, 00:00:00, true",
        "22:00, 08:00, 07:59:59, true",
        "22:00, 08:00, 08:00:00, false",
        "13:00, 14:00, 12:59:59, false",
        "13:00, 14:00, 13:00:00, true",
        "13:00, 14:00, 14:00:00, false",
        "22:00, 22:00, 22:00:00, false"
    })
    void coverTheNightInTashkent(LocalTime from, LocalTime until, LocalTime time, boolean quiet) {
        var moment = ZonedDateTime.of(java.time.LocalDate.of(2026, 3, 14), time, QuietHours.TASHKENT);

        assertThat(new QuietHours(from, until).cover(moment.toInstant())).isEqualTo(quiet);
    }
}
