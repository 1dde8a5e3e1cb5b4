package sandbox.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A bank that answers everybody at once and completes nothing does not work again. */
class ProbeTest {

    private static final Map<String, Long> BEFORE = Map.of("told completed", 1_000L, "422 insufficient-funds", 70L);

    @ParameterizedTest
    @CsvSource({
        "300,   0,   0, false",
        "300, 284,   0, false",
        "300, 285,   0, true",
        "300, 300,   0, true",
        "300, 180, 100, false",
        "300, 190, 100, true",
        "300,   0, 300, true"
    })
    void nineteenOfTwentyThatWereTakenAreCompleted(int count, long completed, long refused, boolean clean) {
        assertThat(probe(count, 0, completed, refused).judge(true, 1).isClean()).isEqualTo(clean);
    }

    @Test
    void whatWaitsForAPayerNeedNotBeCompleted() {
        assertThat(probe(300, 0, 0, 0).judge(false, 1).isClean()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"300, 1, true", "300, 2, false", "3000, 3, true", "3000, 4, false"})
    void oneOfAThousandMayAskAgain(int count, long again, boolean clean) {
        assertThat(probe(count, again, count, 0).judge(true, 1).isClean()).isEqualTo(clean);
    }

    private static Probe probe(int count, long again, long completed, long refused) {
        var after = Map.of(
                "told completed", 1_000 + completed, "told declined", 55L, "422 insufficient-funds", 70 + refused);
        return new Probe(count, again, BEFORE, after);
    }
}
