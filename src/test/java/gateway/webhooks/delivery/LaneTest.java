package gateway.webhooks.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.webhooks.delivery.Said.Answered;
import gateway.webhooks.delivery.Said.Silent;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How much an endpoint may have on its way, by what it did before. */
class LaneTest {

    private static final Instant NOW = Instant.parse("2026-03-14T10:00:00Z");
    private static final Said YES = new Answered(200, null, "");
    private static final Said NO = new Answered(500, null, "");
    private static final Said NOTHING = new Silent("no answer in time");

    private final DeliverySettings settings = DeliverySettingsTest.with(
            Map.of("gateway.webhooks.delivery.per-endpoint", "16", "gateway.webhooks.delivery.break-after", "5"));
    private final Lane lane = new Lane(settings);

    @Test
    void beginsWithLittleAndGainsWithSuccess() {
        assertThat(lane.room(NOW)).isEqualTo(4);

        say(YES, 100);

        assertThat(lane.room(NOW)).isEqualTo(16);
    }

    @Test
    void whatIsOnItsWayTakesRoom() {
        lane.taken();
        lane.taken();

        assertThat(lane.room(NOW)).isEqualTo(2);
    }

    @Test
    void whoeverHoldsPlacesSoonHoldsOne() {
        say(YES, 100);

        say(NOTHING, 4);

        assertThat(lane.room(NOW)).isEqualTo(1);
    }

    @Test
    void quickErrorsCostLittle() {
        say(YES, 100);

        say(NO, 4);

        assertThat(lane.room(NOW)).isEqualTo(12);
    }

    @Test
    void afterManyFailuresInARowNothingGoesForAWhileAndThenOne() {
        say(NO, 5);

        assertThat(lane.room(NOW.plusSeconds(30).minusMillis(1))).isZero();
        assertThat(lane.room(NOW.plusSeconds(30))).isEqualTo(1);
    }

    @Test
    void theWhileDoublesUpToItsBoundUntilSomethingSucceeds() {
        say(NO, 5);
        say(NO, 1);
        assertThat(lane.room(NOW.plusSeconds(59))).isZero();
        assertThat(lane.room(NOW.plusSeconds(60))).isEqualTo(1);
        say(NO, 10);
        assertThat(lane.room(NOW.plus(Duration.ofMinutes(5)))).isEqualTo(1);

        say(YES, 1);
        say(NO, 4);

        assertThat(lane.room(NOW.plus(Duration.ofMinutes(5)))).isPositive();
    }

    @Test
    void oneSuccessAmongFailuresKeepsItOpen() {
        for (int i = 0; i < 20; i++) {
            say(NO, 4);
            say(YES, 1);
        }

        assertThat(lane.room(NOW)).isPositive();
    }

    @Test
    void isLeftAloneForAsLongAsItWantsWithinReason() {
        say(new Answered(429, Duration.ofSeconds(7), ""), 1);
        assertThat(lane.room(NOW.plusSeconds(6))).isZero();
        assertThat(lane.room(NOW.plusSeconds(7))).isPositive();

        say(new Answered(503, Duration.ofDays(9), ""), 1);
        assertThat(lane.room(NOW.plus(Duration.ofMinutes(5)))).isPositive();
    }

    @Test
    void isForgottenOnlyWhenItIsLikeANewOne() {
        var later = NOW.plus(Duration.ofMinutes(11));
        lane.taken();
        assertThat(lane.isForgettable(later)).isFalse();
        lane.settled(NO, NOW);
        assertThat(lane.isForgettable(later)).isFalse();
        say(YES, 2);
        assertThat(lane.isForgettable(later)).isTrue();
        assertThat(lane.isForgettable(NOW.plusSeconds(1)))
                .as("what it earned is not lost between two messages")
                .isFalse();
    }

    private void say(Said said, int times) {
        for (int i = 0; i < times; i++) {
            lane.taken();
            lane.settled(said, NOW);
        }
    }
}
