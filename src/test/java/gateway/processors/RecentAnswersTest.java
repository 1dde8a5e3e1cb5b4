package gateway.processors;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.processors.Outcome.Approved;
import gateway.processors.Outcome.Declined;
import gateway.processors.Outcome.NotSent;
import gateway.processors.Outcome.Unknown;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RecentAnswersTest {

    private static final Approved APPROVED = new Approved("T1", "123456");
    private static final Declined DECLINED = new Declined(DeclineReason.INSUFFICIENT_FUNDS, "51");

    private final RecentAnswers recent = new RecentAnswers();

    @Test
    void whoWasNotAskedIsThoughtWellOf() {
        assertThat(recent.figures(0)).isEqualTo(RailFigures.UNTRIED);
    }

    @Test
    void aDeclineIsAnAnswerSilenceIsNone() {
        add(APPROVED, 0, 10);
        add(APPROVED, 0, 20);
        add(DECLINED, 0, 30);
        add(new Unknown("silence"), 0, 9_000);
        add(new NotSent("refused"), 0, 1);

        assertThat(recent.figures(0)).isEqualTo(new RailFigures(600, 666, 30));
    }

    @Test
    void forgetsAfterAMinuteSoThatItIsTriedAgain() {
        add(new Unknown("silence"), 0, 9_000);
        add(APPROVED, 30, 10);

        assertThat(recent.figures(Duration.ofSeconds(59).toNanos()).answeredPerMille())
                .isEqualTo(500);
        assertThat(recent.figures(Duration.ofSeconds(61).toNanos())).isEqualTo(new RailFigures(1_000, 1_000, 10));
        assertThat(recent.figures(Duration.ofSeconds(91).toNanos())).isEqualTo(RailFigures.UNTRIED);
    }

    @Test
    void keepsTheLatest() {
        for (int i = 0; i < 256; i++) {
            add(new Unknown("silence"), 0, 1);
        }
        for (int i = 0; i < 256; i++) {
            add(APPROVED, 1, 5);
        }

        assertThat(recent.figures(Duration.ofSeconds(1).toNanos())).isEqualTo(new RailFigures(1_000, 1_000, 5));
    }

    private void add(Outcome outcome, long second, long millis) {
        recent.add(
                outcome,
                Duration.ofSeconds(second).toNanos(),
                Duration.ofMillis(millis).toNanos());
    }
}
