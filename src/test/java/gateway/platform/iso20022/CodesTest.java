package gateway.platform.iso20022;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** IBANs and BICs are right or not. */
class CodesTest {

    private static final String GERMAN = "DE89370400440532013000";

    @ParameterizedTest
    @CsvSource({
        "DE89370400440532013000,true",
        "GB29NWBK60161331926819,true",
        "FR1420041010050500013M02606,true",
        "TR330006100519786457841326,true",
        "MT84MALT011000012345MTLCAST001S,true",
        "DE89370400440532013001,false",
        "GB29NWBK60161331926891,false",
        "de89370400440532013000,false",
        "DE8937040044053201300O,false",
        "'',false",
        "DE,false"
    })
    void ibans(String text, boolean right) {
        assertThat(Iban.isRight(text)).isEqualTo(right);
    }

    @Property
    void everyWrongDigitIsSeen(@ForAll @IntRange(max = 21) int place, @ForAll @IntRange(min = 1, max = 9) int by) {
        if (!Character.isDigit(GERMAN.charAt(place))) {
            return;
        }
        char other = (char) ('0' + (GERMAN.charAt(place) - '0' + by) % 10);

        assertThat(Iban.isRight(GERMAN.substring(0, place) + other + GERMAN.substring(place + 1)))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "AAAAUZ22,true",
        "AAAAUZ22XXX,true",
        "BBBBXKFF,true",
        "AAAAUZ2,false",
        "AAAAUZ22XX,false",
        "AAAAQQ22,false",
        "aaaauz22,false"
    })
    void bics(String text, boolean right) {
        assertThat(Bic.isRight(text)).isEqualTo(right);
    }

    @Test
    void eightLettersAreTheHeadOffice() {
        assertThat(Bic.isSame("AAAAUZ22", "AAAAUZ22XXX")).isTrue();
        assertThat(Bic.isSame("AAAAUZ22", "AAAAUZ22BUK")).isFalse();
    }
}
