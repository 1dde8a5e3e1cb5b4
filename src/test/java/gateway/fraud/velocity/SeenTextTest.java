package gateway.fraud.velocity;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.fraud.Attempts;
import gateway.fraud.rules.Seen;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SeenTextTest {

    private static final Seen WITH = Seen.of(Attempts.usual());
    private static final Seen WITHOUT = Seen.of(Attempts.at(3, Attempts.NOON, 12, 1, 1, 0, 4));

    @Test
    void isReadBackAsItWasWritten() {
        assertThat(SeenText.parse(SeenText.of(WITH))).contains(WITH);
        assertThat(SeenText.parse(SeenText.of(WITHOUT))).contains(WITHOUT);
        var mark = new Mark("12345", Instant.ofEpochMilli(77));
        assertThat(Mark.parse(mark.text())).contains(mark);
    }

    @Test
    void nonsenseIsNotRead() {
        var random = new SplittableRandom(9);
        var text = SeenText.of(WITH);
        for (int round = 0; round < 3_000; round++) {
            var broken = new StringBuilder(text);
            broken.setCharAt(random.nextInt(text.length()), (char) random.nextInt(32, 127));
            broken.setLength(random.nextInt(text.length() / 2, text.length() + 1));
            SeenText.parse(broken.toString())
                    .ifPresent(it -> assertThat(it.id()).isNotNull());
        }
        for (var bad : new String[] {
            "", "|", "|||||", text + "|", text.replace(WITH.id().toString(), "x"), text + "x"
        }) {
            assertThat(SeenText.parse(bad)).as(bad).isEmpty();
        }
        for (var bad : new String[] {"", "1", "1 2 3", "-1 2", "1 9999999999999999"}) {
            assertThat(Mark.parse(bad)).as(bad).isEmpty();
        }
    }
}
