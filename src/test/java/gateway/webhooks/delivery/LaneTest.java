package gateway.webhooks.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.shared.ids.EndpointId;
import gateway.shared.ids.PartnerId;
import gateway.webhooks.delivery.Said.Answered;
import gateway.webhooks.delivery.Said.Silent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How much an endpoint may have on its way, by what it did before. */
class LaneTest {

    private static final Instant NOW = Instant.parse("2026-03-14T10:00:00Z");
    private static final Instant OPEN = NOW.plus(Duration.ofDays(1));
    private static final Duration QUICKLY = Duration.ofMillis(5);
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

        assertThat(lane.room(NOW)).as("16 on their way and 16 in stock").isEqualTo(32);
    }

    @Test
    void aPlaceThatBecomesFreeIsTakenByWhatIsInStock() {
        say(YES, 100);
        for (int i = 0; i < 20; i++) {
            lane.add(ready(NOW.plusSeconds(18)));
        }

        assertThat(lane.begin(NOW, 99)).as("as many as there are places").hasSize(16);
        assertThat(lane.begin(NOW, 99)).isEmpty();
        lane.settled(YES, QUICKLY, NOW);
        assertThat(lane.begin(NOW, 99)).hasSize(1);
        assertThat(lane.stocked()).isEqualTo(3);
    }

    @Test
    void whatWaitedForTooLongIsLeftToOthers() {
        say(new Answered(429, Duration.ofSeconds(20), ""), 1);
        lane.add(ready(NOW.plusSeconds(18)));

        assertThat(lane.begin(NOW.plusSeconds(17), 99)).as("closed").isEmpty();
        assertThat(lane.stocked()).isEqualTo(1);
        assertThat(lane.begin(NOW.plusSeconds(20), 99)).as("too late").isEmpty();
        assertThat(lane.stocked()).isZero();
    }

    @Test
    void aConnectionThatBreaksAtOnceCostsNoMoreThanAnError() {
        say(YES, 100);

        for (int i = 0; i < 4; i++) {
            say(NOTHING, QUICKLY);
        }

        assertThat(lane.room(NOW)).isEqualTo(24);
    }

    @Test
    void whatIsOnItsWayTakesRoom() {
        lane.add(ready(NOW.plusSeconds(18)));
        lane.add(ready(NOW.plusSeconds(18)));
        assertThat(lane.begin(NOW, 1)).hasSize(1);

        assertThat(lane.stocked()).isEqualTo(1);
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

        assertThat(lane.room(NOW)).isEqualTo(24);
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
        lane.add(ready(NOW.plusSeconds(18)));
        assertThat(lane.isForgettable(later)).as("in stock").isFalse();
        lane.begin(NOW, 1);
        assertThat(lane.isForgettable(later)).as("on its way").isFalse();
        lane.settled(NO, QUICKLY, NOW);
        assertThat(lane.isForgettable(later)).isFalse();
        say(YES, 2);
        assertThat(lane.isForgettable(later)).isTrue();
        assertThat(lane.isForgettable(NOW.plusSeconds(1)))
                .as("what it earned is not lost between two messages")
                .isFalse();
    }

    private void say(Said said, int times) {
        for (int i = 0; i < times; i++) {
            say(said, said == NOTHING ? Duration.ofSeconds(15) : QUICKLY);
        }
    }

    // Begun when it was open, whatever it is now.
    private void say(Said said, Duration held) {
        lane.add(ready(OPEN.plusSeconds(18)));
        assertThat(lane.begin(OPEN, 1)).hasSize(1);
        lane.settled(said, held, NOW);
    }

    private static Ready ready(Instant beginBefore) {
        var due = new Due(
                new EndpointId(new UUID(0, 1)),
                new PartnerId(new UUID(0, 2)),
                1,
                0,
                NOW,
                new UUID(0, 3),
                "https://shop.example/hook",
                "{}");
        return new Ready(due, List.of(), beginBefore);
    }
}
