package gateway.sessions.codes;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashSet;
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
}
