package gateway.sessions.codes;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class CodeTextTest {

    private final SecureRandom random = new SecureRandom();

    @RepeatedTest(200)
    void hasADigitAndALetterAndNothingElse() {
        var code = CodeText.draw(6, random);

        assertThat(code)
                .hasSize(6)
                .containsPattern("[" + CodeText.DIGITS + "]")
                .containsPattern("[" + CodeText.LETTERS + "]")
                .matches("[" + CodeText.DIGITS + CodeText.LETTERS + "]+");
    }

    @Test
    void usesNoCharactersThatAreTakenForEachOther() {
        assertThat(CodeText.DIGITS + CodeText.LETTERS).doesNotContain("0", "O", "1", "I", "L", "B", "S", "Z", "G");
    }

    @Test
    void hardlyEverRepeats() {
        var seen = new HashSet<String>();
        for (int i = 0; i < 2_000; i++) {
            seen.add(CodeText.draw(6, random));
        }

        assertThat(seen).hasSizeGreaterThan(1_990);
    }

    @Test
    void acceptsWhatAPersonTypes() {
        assertThat(CodeText.normalised(" a2c3ef ")).isEqualTo("A2C3EF");
    }

    /** Eight digits stand before the letters: a draw of one kind only is thrown away. */
    @Test
    void drawsAnewWhatHasOnlyDigitsOrOnlyLetters() {
        assertThat(CodeText.draw(2, drawing(0, 7, 0, 8))).isEqualTo("2A");
        assertThat(CodeText.draw(2, drawing(8, 26, 8, 0))).isEqualTo("A2");
    }

    private static RandomGenerator drawing(int... numbers) {
        var left = Arrays.stream(numbers).iterator();
        return new RandomGenerator() {

            @Override
            public int nextInt(int bound) {
                return left.nextInt();
            }

            @Override
            public long nextLong() {
                throw new AssertionError("codes are drawn letter by letter");
            }
        };
    }
}
