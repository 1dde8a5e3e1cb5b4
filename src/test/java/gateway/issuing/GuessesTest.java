package gateway.issuing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GuessesTest {

    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
    private static final Duration WINDOW = Duration.ofHours(24);
    private static final Duration LOCK = Duration.ofHours(72);
    private static final IssuingSettings SETTINGS =
            new IssuingSettings("40000199", 5, 3, Duration.ofDays(7), 3, WINDOW, LOCK, Duration.ofDays(180));

    private static Guesses at(Instant... moments) {
        return Stream.of(moments).reduce(Guesses.NONE, (known, at) -> known.another(SETTINGS, at), (one, _) -> one);
    }

    @Test
    void theLastOneInTheWindowLocks() {
        var two = at(NOW, NOW.plusSeconds(1));

        assertThat(two).isEqualTo(new Guesses(2, NOW.plus(WINDOW), Instant.EPOCH));
        assertThat(two.isLocked(NOW.plusSeconds(1))).isFalse();
        var last = NOW.plus(WINDOW).minusMillis(1);
        assertThat(two.another(SETTINGS, last)).isEqualTo(new Guesses(0, Instant.EPOCH, last.plus(LOCK)));
    }

    @Test
    void whatIsBehindTheWindowNoLongerCounts() {
        var later = NOW.plus(WINDOW);

        assertThat(at(NOW, NOW.plusSeconds(1), later)).isEqualTo(new Guesses(1, later.plus(WINDOW), Instant.EPOCH));
    }

    @Test
    void afterTheLockAsManyMayBeWrongAgain() {
        var locked = at(NOW, NOW, NOW);
        var over = NOW.plus(LOCK);

        assertThat(locked.isLocked(over.minusMillis(1))).isTrue();
        assertThat(locked.isLocked(over)).isFalse();
        assertThat(locked.another(SETTINGS, over)).isEqualTo(new Guesses(1, over.plus(WINDOW), over));
    }
}
