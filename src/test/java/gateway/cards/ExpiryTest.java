package gateway.cards;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How an expiry date is written and when it has passed. */
class ExpiryTest {

    private static final ZoneId TASHKENT = ZoneId.of("Asia/Tashkent");

    @Test
    void readsYearAndMonth() {
        assertThat(Expiry.parse("2028-05")).hasValue(YearMonth.of(2028, 5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "05/28",
                "28-05",
                "2805",
                "0528",
                "2028-5",
                "2028-00",
                "2028-13",
                "2028/05",
                "2028-05-31",
                "1999-12",
                "2100-01",
                "+2028-05",
                " 2028-05",
                "2028-05 ",
                "2028-05\n",
                "202a-05",
                "٢٠٢٨-05",
                "null",
                "2028–05"
            })
    void refusesAnythingElse(String text) {
        assertThat(Expiry.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-30T18:59:59Z, false",
        "2026-11-30T19:00:00Z, true",
        "2026-11-01T00:00:00Z, false",
        "2027-11-01T00:00:00Z, true"
    })
    void passesAfterTheLastDayOfItsMonthWhereTheBankLives(Instant now, boolean passed) {
        assertThat(Expiry.passed(YearMonth.of(2026, 11), now, TASHKENT)).isEqualTo(passed);
    }

    @Test
    void isAbsurdMoreThanTwentyYearsAhead() {
        var now = Instant.parse("2026-11-25T00:00:00Z");

        assertThat(Expiry.absurd(YearMonth.of(2046, 11), now, TASHKENT)).isFalse();
        assertThat(Expiry.absurd(YearMonth.of(2046, 12), now, TASHKENT)).isTrue();
    }
}
