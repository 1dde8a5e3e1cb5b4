package gateway.compliance.lists;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Birth dates as lists write them. */
class ListDatesTest {

    @ParameterizedTest
    @CsvSource({
        "10 Dec 1948, 1948-12-10, 1948-12-10",
        "1 March 1975, 1975-03-01, 1975-03-01",
        "1975-03-01, 1975-03-01, 1975-03-01",
        "Feb 1960, 1960-02-01, 1960-02-29",
        "1948, 1948-01-01, 1948-12-31",
        "circa 1948, 1946-01-01, 1950-12-31",
        "1948 to 1950, 1948-01-01, 1950-12-31",
        "circa 1948-1950, 1948-01-01, 1950-12-31",
        "10 Dec 1948 to 12 Dec 1950, 1948-01-01, 1950-12-31"
    })
    void reads(String said, LocalDate earliest, LocalDate latest) {
        assertThat(ListDates.read(said)).contains(new BirthDate(earliest, latest));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0000-00-00", "1988-02-30", "31 Feb 1988", "unknown", "0000", "10 Foo 0000", "9999"})
    void isNoDate(String said) {
        assertThat(ListDates.read(said)).isEmpty();
    }

    @Test
    void nearlyIsTwoOfThreeOrTurnedRound() {
        var listed = BirthDate.on(LocalDate.of(1980, 5, 12));

        assertThat(listed.isNearly(LocalDate.of(1980, 12, 5))).isTrue();
        assertThat(listed.isNearly(LocalDate.of(1981, 5, 12))).isTrue();
        assertThat(listed.isNearly(LocalDate.of(1980, 6, 13))).isFalse();
        assertThat(BirthDate.about(1980).isNearly(LocalDate.of(1980, 5, 12))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"Uzbekistan, UZ", "Russian Federation, RU", "RU, RU", "ru, RU", "Iran (Islamic Republic of), IR"})
    void knowsCountries(String said, String code) {
        assertThat(Countries.code(said)).contains(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "XX", "Atlantis"})
    void isNoCountry(String said) {
        assertThat(Countries.code(said)).isEmpty();
    }
}
