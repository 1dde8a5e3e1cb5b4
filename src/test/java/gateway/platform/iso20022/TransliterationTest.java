package gateway.platform.iso20022;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names and addresses in the letters that banks abroad can read. */
class TransliterationTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Karimov Anvar|Karimov Anvar",
                "Ғуломов Ўткир Қодир ўғли|G'ulomov O'tkir Qodir o'g'li",
                "Юлдашева Ҳулкар|Yuldasheva Hulkar",
                "Щербаков Объедков|Shcherbakov Ob'edkov",
                "Ёқубжон Эргашев|Yoqubjon Ergashev",
                "Июль Мельник|Iyul Melnik",
                "Oʻtkir Gʻaybulla|O'tkir G'aybulla",
                "O‘tkir G’aybulla|O'tkir G'aybulla",
                "Müller Straße 5|Muller Strasse 5",
                "Çağrı Łódź Ærø|Cagri Lodz Aero",
                "уй № 7|uy No 7",
                "12–А, «Навоий»|12-A, Navoiy",
                "5/7 (2)|5/7 (2)"
            })
    void isWritten(String text, String written) {
        assertThat(Transliteration.of(text)).contains(written);
    }

    @ParameterizedTest
    @CsvSource({"李小龙", "☃", "a@b", "'a\tb'", "\u202Eabc", "علي"})
    void whatHasNoSuchLettersIsNotGuessed(String text) {
        assertThat(Transliteration.of(text)).isEmpty();
    }

    @Property
    void whateverIsWrittenCanBeRead(@ForAll @StringLength(max = 40) String text) {
        assertThat(Transliteration.of(text).filter(it -> !Texts.isSwiftX(it))).isEmpty();
    }

    @Property
    void whatCanBeReadStaysAsItIs(@ForAll @StringLength(max = 40) String text) {
        Transliteration.of(text)
                .ifPresent(it -> assertThat(Transliteration.of(it)).contains(it));
    }
}
