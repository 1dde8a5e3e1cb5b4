package gateway.cards;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is a card number and what it shows of itself. */
class PanTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111111111111112",
                "8600490000001234",
                "",
                "0",
                "41111111111",
                "41111111111111111111",
                "8600 1234 0000 0007",
                "8600-1234-0000-0007",
                " 4000000000000002",
                "4000000000000002 ",
                "4000000000000002\n",
                "400000000000000²",
                "٤000000000000002",
                "-400000000000002",
                "4e15",
                "null"
            })
    void refusesWhatIsNoNumber(String text) {
        assertThat(Pan.parse(text)).isEmpty();
    }

    @Test
    void refusesEveryNumberWithOneWrongDigit() {
        var right = Numbers.uzcard(7);

        for (int at = 0; at < right.length(); at++) {
            for (char digit = '0'; digit <= '9'; digit++) {
                var changed = right.substring(0, at) + digit + right.substring(at + 1);
                assertThat(Pan.parse(changed).isPresent()).as(changed).isEqualTo(changed.equals(right));
            }
        }
    }

    @Test
    void acceptsTwelveToNineteenDigits() {
        for (int length = 1; length <= 25; length++) {
            var digits = Numbers.complete("4" + "0".repeat(Math.max(0, length - 2)));
            assertThat(Pan.parse(digits).isPresent())
                    .as(digits)
                    .isEqualTo(digits.length() >= 12 && digits.length() <= 19);
        }
    }

    @Test
    void showsFirstSixAndLastFourOnly() {
        var pan = Numbers.pan(Numbers.uzcard(1234567));

        assertThat(pan.masked()).isEqualTo("860012******" + pan.reveal().substring(12));
        assertThat(pan).hasToString(pan.masked());
    }

    @Test
    void equalsByItsDigits() {
        var all = IntStream.range(0, 50)
                .mapToObj(n -> Numbers.pan(Numbers.visa(n)))
                .distinct();

        assertThat(all).hasSize(50);
        assertThat(Numbers.pan(Numbers.visa(1))).isEqualTo(Numbers.pan(Numbers.visa(1)));
    }
}
