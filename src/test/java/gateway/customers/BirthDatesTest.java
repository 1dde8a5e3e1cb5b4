package gateway.customers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BirthDatesTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 27);

    @ParameterizedTest
    @CsvSource({
        "2026-11-28, false",
        "2026-11-27, true",
        "1985-03-14, true",
        "1905-11-28, true",
        "1905-11-27, false",
        "0001-01-01, false",
        "+999999999-12-31, false",
        "-999999999-01-01, false"
    })
    void nobodyIsBornTomorrowOrOlderThanAHundredAndTwenty(LocalDate born, boolean possible) {
        assertThat(BirthDates.isPossible(born, TODAY)).isEqualTo(possible);
    }
}
