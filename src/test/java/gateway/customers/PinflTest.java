package gateway.customers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Personal numbers, right and wrong. */
class PinflTest {

    /** @param first thirteen digits */
    public static String valid(String first) {
        return first + Pinfl.checkDigit(first);
    }

    @Test
    void saysBirthDateAndSex() {
        var man = Pinfl.parse(valid("3140385123456")).orElseThrow();
        var girl = Pinfl.parse(valid("6290212123456")).orElseThrow();

        assertThat(man.born()).isEqualTo(LocalDate.of(1985, 3, 14));
        assertThat(man.isMale()).isTrue();
        assertThat(girl.born()).isEqualTo(LocalDate.of(2012, 2, 29));
        assertThat(girl.isMale()).isFalse();
    }

    @Test
    void anyOtherLastDigitIsWrong() {
        var number = valid("3140385123456");
        for (char digit = '0'; digit <= '9'; digit++) {
            var other = number.substring(0, 13) + digit;
            assertThat(Pinfl.parse(other).isPresent()).as(other).isEqualTo(other.equals(number));
        }
    }

    /** The weights 7, 3, 1 by hand: 3·7+1·3+4·1+0·7+3·3+8·1+5·7+1·3+2·1+3·7+4·3+5·1+6·7 = 165. */
    @Test
    void theCheckDigitIsThatOfPassports() {
        assertThat(Pinfl.checkDigit("3140385123456")).isEqualTo(5);
        // With 3 and 1 in each other's places it would be 6.
        assertThat(Pinfl.checkDigit("3140385123556")).isEqualTo(8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "3140385123456",
                "314038512345650",
                "3140385 123456",
                "31403851234AB5",
                "٣١٤٠٣٨٥١٢٣٤٥٦٥",
                "00000000000000"
            })
    void isNotOneOfThese(String text) {
        assertThat(Pinfl.parse(text)).isEmpty();
    }

    @Test
    void aDayThatNeverWasIsNoBirthDate() {
        assertThat(Pinfl.parse(valid("3310285123456"))).isEmpty();
        assertThat(Pinfl.parse(valid("3000085123456"))).isEmpty();
        assertThat(Pinfl.parse(valid("3290285123456"))).isEmpty();
    }

    @Test
    void staysOutOfLogs() {
        assertThat(Pinfl.parse(valid("3140385123456")).orElseThrow()).hasToString("3***********65");
    }
}
