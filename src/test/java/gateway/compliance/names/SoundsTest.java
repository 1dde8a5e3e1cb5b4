package gateway.compliance.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One name in four alphabets sounds the same; other names do not. */
class SoundsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Oʻtkir Ўткир Уткир Utkir",
                "Xolmatov Холматов Kholmatov Holmatov",
                "Jasur Жасур Джасур Dzhasur Djasur",
                "Ganiev Ғаниев Ганиев Gʻaniyev Ghaniev",
                "Qodir Қодир Kodir Кодир",
                "Shuhrat Шуҳрат Шухрат Shukhrat Shuxrat",
                "Choriyev Чориев Choriev",
                "Yoqub Ёқуб Yokub",
                "Yuldash Юлдаш Iuldash",
                "Evgeniy Евгений Yevgeny Evgenii",
                "Muhammad Muxammad Мухаммад Mukhammad Муҳаммад",
                "Shcherbakov Щербаков",
                "Fedor Фёдор Fyodor Федор",
                "Sayfulla Сайфулла Saifulla",
                "Maʼruf Маъруф Maruf",
                "Mirziyoyev Мирзиёев",
                "Said Saeed Саид"
            })
    void soundTheSame(String spellings) {
        assertThat(Arrays.stream(spellings.split(" ", -1)).map(SoundsTest::sound))
                .containsOnly(sound(spellings.split(" ", -1)[0]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Aziz Azim", "Jamol Kamol", "Olim Halim", "Nodir Nodira", "Anvar Akbar", "Kamol Kamil"})
    void differ(String names) {
        var two = names.split(" ", -1);

        assertThat(NameToken.likeness(sound(two[0]), sound(two[1]))).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Olim Alim", "Rustam Rustem", "Otkir Utkir", "Jon John", "Rahmatullaev Rahmatilaev"})
    void mayBeOne(String names) {
        var two = names.split(" ", -1);

        assertThat(NameToken.likeness(sound(two[0]), sound(two[1]))).isBetween(850, 999);
    }

    @Test
    void anXIsUzbekOrEnglish() {
        assertThat(Sounds.of("alexander")).containsExactly("alehander", "aleksander");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kаrimov", "каrimоv", "karimоv"})
    void lookAlikesOfAnotherAlphabetAreTheirTwins(String mixed) {
        assertThat(Alphabets.mixes(mixed)).isTrue();
        assertThat(Alphabets.unmixed(mixed)).isEqualTo("karimov");
    }

    @Test
    void aCyrillicWordWithALatinLetterIsCyrillic() {
        assertThat(Alphabets.unmixed("кapимов")).isEqualTo("каримов");
    }

    private static String sound(String word) {
        return Sounds.of(Spelling.of(word)).getFirst();
    }
}
