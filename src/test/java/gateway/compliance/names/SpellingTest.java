package gateway.compliance.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people and programs type, in one spelling. */
class SpellingTest {

    @ParameterizedTest
    @ValueSource(strings = {"'", "`", "\u00B4", "\u02B9", "\u02BB", "\u02BC", "\u2018", "\u2019", "\u2032", "\uFF07"})
    void everyApostropheIsOne(String apostrophe) {
        assertThat(Spelling.of("O" + apostrophe + "tkir")).isEqualTo("oʻtkir");
    }

    @ParameterizedTest
    @CsvSource({
        "KARIMOV   Utkir, karimov utkir",
        "ＫＡＲＩＭＯＶ, karimov",
        "José Müller, jose muller",
        "Al-Rahman, al rahman",
        "'U.T. Karimov', u t karimov",
        "Ёқуб Йўлдош, ёқуб йўлдош",
        "ŞÜKRÜ, şukru",
        ".*(a+)+$, a",
        "'  ', ''"
    })
    void spellsAlike(String typed, String spelled) {
        assertThat(Spelling.of(typed)).isEqualTo(spelled);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u200B", "\u200D", "\u200E", "\u202E", "\u2066", "\uFEFF", "\u00AD", "\u0000", "\u0007"})
    void invisibleSignsAreNotThere(String sign) {
        assertThat(Spelling.of("Kari" + sign + "mov")).isEqualTo("karimov");
    }

    @Test
    void marksMakeAnotherLetterOnlyWhereTheyDo() {
        assertThat(Spelling.of(Normalizer.normalize("Йўл", Normalizer.Form.NFD)))
                .isEqualTo("йўл");
        assertThat(Spelling.of("Кари́мов")).isEqualTo("каримов");
        assertThat(Spelling.of("и\u200B\u0306")).isEqualTo("й");
    }

    @Test
    void aBrokenSurrogateIsNotThere() {
        assertThat(Spelling.of("Ka\uD800rim")).isEqualTo("karim");
    }
}
