package gateway.compliance.names;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.compliance.Gender;
import gateway.compliance.PartyKind;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the words of a name are. */
class NameTest {

    @ParameterizedTest
    @CsvSource({
        "Каримов Ўткир Тўлқин ўғли, MALE",
        "Karimov O‘tkir To‘lqin o'g'li, MALE",
        "KARIMOV UTKIR TULKINOVICH, MALE",
        "Karimov Utkir Tulkin ugli, MALE",
        "Karimov Utkir Tulkin ogly, MALE",
        "Utkir Tulkinovich Karimov, MALE",
        "Karimova Umida Tulkin qizi, FEMALE",
        "Каримова Умида Тўлқин қизи, FEMALE",
        "KARIMOVA UMIDA TULKIN KIZI, FEMALE",
        "Karimova Umida Tulkinovna, FEMALE"
    })
    void knowsTheFather(String text, Gender child) {
        var name = person(text);

        assertThat(Objects.requireNonNull(name.patronymic()).sound()).isEqualTo("tulkin");
        assertThat(name.gender()).isEqualTo(child);
        assertThat(name.tokens()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Roman Abramovich", "Karimov Utkir", "ovich", "oʻgʻli", "Karimov oʻgʻli", "Tulkin qizi"})
    void seesNoFatherWhereNoneIsNamed(String text) {
        assertThat(person(text).patronymic()).isNull();
    }

    @Test
    void takesTheFatherAndNotTheFamilyThatSoundsLikeOne() {
        assertThat(Objects.requireNonNull(person("Roman Arkadyevich Abramovich").patronymic())
                        .text())
                .isEqualTo("arkadyevich");
        assertThat(Objects.requireNonNull(person("Abramovich Roman Arkadyevich").patronymic())
                        .text())
                .isEqualTo("arkadyevich");
    }

    @Test
    void womenAndMenOfAFamilyShareItsName() {
        assertThat(person("Karimova Aziza").tokens().getFirst().sound()).isEqualTo("karimov");
        assertThat(person("Karimova Aziza").surname()).isEqualTo(Gender.FEMALE);
        assertThat(person("Karimov Aziz").surname()).isEqualTo(Gender.MALE);
    }

    @ParameterizedTest
    @CsvSource({
        "ООО Вектор, llc",
        "«Вектор» МЧЖ, llc",
        "Vektor MChJ, llc",
        "VEKTOR LLC, llc",
        "Общество с ограниченной ответственностью Вектор, llc",
        "Masʻuliyati cheklangan jamiyati Vektor, llc",
        "АО Вектор, jsc",
        "Vektor AJ, jsc",
        "АЖ Вектор, jsc",
        "Vektor JSC, jsc",
        "QK Vektor, jv",
        "Vektor Ltd., ltd",
        "Vektor, ''"
    })
    void knowsLegalForms(String text, String form) {
        var name = Name.read(PartyKind.ORGANISATION, text).orElseThrow();

        assertThat(name.legalForm()).isEqualTo(form);
        assertThat(name.tokens()).extracting(NameToken::sound).containsExactly("vektor");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "...", "ʻ", "\u200B\u202E", "\u0000", "ъ ь", "!?", "OOO", "МЧЖ", "OOO MChJ"})
    void isNoNameOfAnOrganisation(String text) {
        assertThat(Name.read(PartyKind.ORGANISATION, text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "...", "'", "\u200B\u202E", "\u0000", "ъ", "🙂"})
    void isNoNameOfAPerson(String text) {
        assertThat(Name.read(PartyKind.PERSON, text)).isEmpty();
    }

    @Test
    void aSingleLetterIsAnInitial() {
        assertThat(person("Karimov U.").tokens())
                .extracting(NameToken::kind)
                .containsExactly(NameToken.Kind.NAME, NameToken.Kind.INITIAL);
    }

    @Test
    void particlesSayNothingUnlessThereIsNothingElse() {
        assertThat(person("Usama bin Muhammad al-Ansari").tokens())
                .extracting(NameToken::text)
                .containsExactly("usama", "muhammad", "ansari");
        assertThat(person("Ben").tokens()).hasSize(1);
    }

    @Test
    void tellsThatAlphabetsWereMixed() {
        assertThat(person("Kаrimov Utkir").mixed()).isTrue();
        assertThat(person("Karimov Ўткир").mixed()).isFalse();
    }

    private static Name person(String text) {
        return Name.read(PartyKind.PERSON, text).orElseThrow();
    }
}
