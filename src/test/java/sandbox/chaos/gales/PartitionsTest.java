package sandbox.chaos.gales;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sandbox.chaos.Verdict;

/** A node that hangs on its twin's line, or that stays away, must not pass for one that bore it. */
class PartitionsTest {

    @ParameterizedTest
    @CsvSource({
        "PT4.9S, PT9.9S,  PT29.9S, true",
        "PT5S,   PT9.9S,  PT29.9S, false",
        "PT4.9S, PT10S,   PT29.9S, false",
        "PT4.9S, PT9.9S,  PT30S,   false"
    })
    void everyWayToFailIsSeen(Duration batch, Duration stand, Duration heal, boolean clean) {
        var verdict = new Verdict();

        Partitions.judge(verdict, batch, stand, heal, "what happened");

        assertThat(verdict.isClean()).as(verdict.text()).isEqualTo(clean);
    }
}
