package sandbox.chaos.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DroppedAnswersTest {

    @Test
    void onlyAnAnswerThatWasLostIsATrial() {
        assertThat(DroppedAnswers.lost(Map.of("SILENCE_DONE", 12L, "DELAY", 500L)))
                .isEqualTo(12);
        assertThat(DroppedAnswers.lost(Map.of())).isZero();
    }
}
