package gateway.notifications.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.notifications.Carried;
import gateway.notifications.Channel;
import gateway.notifications.Kind;
import gateway.notifications.messages.Became;
import gateway.notifications.messages.Due;
import gateway.shared.ids.CustomerId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class VerdictsTest {

    private static final Instant NOW = Instant.parse("2026-03-14T10:00:00Z");
    private static final UUID ID = UUID.fromString("01900000-0000-7000-8000-00000000aa00");
    private static final RetryPauses PAUSES = new RetryPauses(Duration.ofSeconds(5), Duration.ofMinutes(5));
    private static final Verdicts VERDICTS = new Verdicts(PAUSES, Duration.ofMinutes(1));

    private static Due due(int attempts, Duration left) {
        return new Due(
                ID,
                new CustomerId(ID),
                Kind.DEVICE_NEW,
                Channel.SMS,
                Map.of(),
                attempts,
                NOW.minusSeconds(60),
                NOW.plus(left));
    }

    private static Became of(Carried carried, int attempts, Duration left) {
        return VERDICTS.of(due(attempts, left), carried, NOW, new SplittableRandom(1));
    }

    @Test
    void whatWasTakenIsAskedAboutWhereOneCanAsk() {
        assertThat(of(new Carried.Taken("eskiz", "7", true), 1, Duration.ofHours(1)))
                .isEqualTo(new Became.Taken("eskiz", "7", NOW.plusSeconds(60)));
        assertThat(of(new Carried.Taken("fcm", "7", false), 1, Duration.ofHours(1)))
                .isEqualTo(new Became.Taken("fcm", "7", null));
    }

    @Test
    void whatIsRefusedIsNotTriedAgain() {
        assertThat(of(new Carried.Refused("no device"), 1, Duration.ofHours(1)))
                .isEqualTo(new Became.Failed("no device"));
    }

    @Test
    void pausesDoubleUpToTheLongest() {
        for (int attempts = 1; attempts <= 100; attempts++) {
            var pause = PAUSES.after(attempts, null, new SplittableRandom(attempts));
            var least = Duration.ofSeconds(Math.min(300, 5L << Math.min(10, attempts - 1)));

            assertThat(pause).isBetween(least, least.plus(least.dividedBy(10)));
        }
    }

    @Test
    void whoWantsToBeLeftAloneForLongerIs() {
        assertThat(of(new Carried.Later("quota", Duration.ofMinutes(20)), 1, Duration.ofHours(1)))
                .isEqualTo(new Became.Waiting("quota", NOW.plus(Duration.ofMinutes(20))));
    }

    @Test
    void whatWouldComeTooLateExpires() {
        assertThat(of(new Carried.Later("away", null), 9, Duration.ofMinutes(5)))
                .isEqualTo(new Became.Expired("away"));
    }
}
