package gateway.sessions.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeyRingTest {

    private static final Instant T0 = Instant.parse("2026-03-01T00:00:00Z");
    private static final Duration MONTH = Duration.ofDays(30);
    private static final Duration AHEAD = Duration.ofDays(1);

    private static SigningKey key(int number, Instant from) {
        return new SigningKey(
                number,
                SigningKey.generate(),
                from,
                from.plus(MONTH),
                from.plus(MONTH).plus(Duration.ofHours(1)));
    }

    private final SigningKey first = key(1, T0);
    private final SigningKey second = key(2, T0.plus(MONTH));
    private final KeyRing ring = new KeyRing(List.of(first, second));

    @Test
    void anEmptyRingWantsAKeyAtOnce() {
        assertThat(new KeyRing(List.of()).nextAt(T0, AHEAD)).contains(new KeyRing.Next(1, T0));
    }

    @Test
    void theNextKeyIsPublishedADayAhead() {
        var alone = new KeyRing(List.of(first));

        assertThat(alone.nextAt(T0.plus(MONTH).minus(AHEAD).minusSeconds(1), AHEAD))
                .isEmpty();
        assertThat(alone.nextAt(T0.plus(MONTH).minus(AHEAD), AHEAD)).contains(new KeyRing.Next(2, T0.plus(MONTH)));
        assertThat(alone.nextAt(T0.plus(MONTH).plusSeconds(9), AHEAD))
                .contains(new KeyRing.Next(2, T0.plus(MONTH).plusSeconds(9)));
    }

    @Test
    void oneKeySignsAtATimeWithoutAGap() {
        assertThat(ring.signerAt(T0.minusSeconds(1))).isEmpty();
        assertThat(ring.signerAt(T0)).contains(first);
        assertThat(ring.signerAt(T0.plus(MONTH).minusMillis(1))).contains(first);
        assertThat(ring.signerAt(T0.plus(MONTH))).contains(second);
    }

    @Test
    void theOldKeyIsBelievedUntilItsLastTokenIsGone() {
        var afterwards = T0.plus(MONTH).plus(Duration.ofMinutes(59));

        assertThat(ring.verifier(first.kid(), afterwards)).isPresent();
        assertThat(ring.verifier(first.kid(), afterwards.plusSeconds(60))).isEqualTo(Optional.empty());
        assertThat(ring.verifier("unknown", afterwards)).isEmpty();
    }

    @Test
    void publishesNoPrivateHalf() {
        assertThat(ring.published(T0).toString())
                .contains(first.kid(), second.kid())
                .doesNotContain(", d=", "{d=");
    }
}
