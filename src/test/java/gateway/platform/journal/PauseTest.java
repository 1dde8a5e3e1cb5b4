package gateway.platform.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a writer waits for more, and how long. */
class PauseTest {

    @ParameterizedTest
    @CsvSource({
        "1, 5, 0, 0",
        "23, 5, 0, 0",
        "24, 5, 0, 5",
        "512, 5, 511, 5",
        "512, 5, 512, 0",
        "512, 5, 900, 0",
        "24, 8, 20, 8",
        "24, 9, 20, 8",
        "24, 5000, 20, 8",
    })
    void onlyAfterALargeBatchAsLongAsThatTookAndWhileThereIsRoom(int carried, long took, int waiting, long wait) {
        assertThat(new Pause(Duration.ofMillis(8), 512).nanosAfter(carried, took * 1_000_000, waiting))
                .isEqualTo(wait * 1_000_000);
    }

    @ParameterizedTest
    @CsvSource({"24", "512"})
    void neverWhenItIsTurnedOff(int carried) {
        assertThat(new Pause(Duration.ZERO, 512).nanosAfter(carried, 5_000_000, 0))
                .isZero();
    }
}
