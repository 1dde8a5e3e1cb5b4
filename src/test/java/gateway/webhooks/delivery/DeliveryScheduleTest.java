package gateway.webhooks.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.webhooks.delivery.Said.Answered;
import gateway.webhooks.delivery.Said.Silent;
import gateway.webhooks.delivery.Verdict.Again;
import gateway.webhooks.delivery.Verdict.Delivered;
import gateway.webhooks.delivery.Verdict.GivenUp;
import gateway.webhooks.delivery.Verdict.Gone;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a delivery is tried again. */
class DeliveryScheduleTest {

    private static final Instant SINCE = Instant.parse("2026-03-14T10:00:00Z");
    private static final List<Duration> PAUSES =
            List.of(Duration.ofSeconds(5), Duration.ofMinutes(5), Duration.ofHours(24));

    private final DeliverySchedule schedule = new DeliverySchedule(PAUSES, 20);

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 299})
    void everyStatusOfSuccessIsOne(int status) {
        assertThat(after(1, answered(status, null))).isEqualTo(new Delivered());
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 199, 300, 301, 302, 307, 308, 400, 401, 404, 409, 422, 429, 500, 503, 599})
    void everythingElseIsTriedAgain(int status) {
        assertThat(after(1, answered(status, null))).isInstanceOf(Again.class);
    }

    @Test
    void goneIsGone() {
        assertThat(after(1, answered(410, null))).isEqualTo(new Gone());
    }

    @Test
    void pausesFollowTheScheduleAndVary() {
        var pauses = IntStream.range(0, 1_000)
                .mapToObj(seed -> pause(schedule.after(2, SINCE, new Silent(""), SINCE, new SplittableRandom(seed))))
                .toList();

        assertThat(pauses)
                .allSatisfy(pause -> assertThat(pause).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(6)));
        assertThat(pauses.stream().distinct().count()).isGreaterThan(30);
        assertThat(pauses).contains(Duration.ofMinutes(4), Duration.ofMinutes(6));
    }

    @Test
    void afterTheLastPauseItIsGivenUp() {
        assertThat(after(3, new Silent(""))).isInstanceOf(Again.class);
        assertThat(after(4, new Silent(""))).isEqualTo(new GivenUp());
    }

    @Test
    void whoeverWaitedForLongerThanTheScheduleIsGivenUpWhateverTheAttempts() {
        var late = SINCE.plus(schedule.length());

        assertThat(schedule.after(1, SINCE, new Silent(""), late, new SplittableRandom(1)))
                .isInstanceOf(Again.class);
        assertThat(schedule.after(1, SINCE, new Silent(""), late.plusMillis(1), new SplittableRandom(1)))
                .isEqualTo(new GivenUp());
    }

    @Test
    void whatTheyWantIsHonouredWhereItIsLonger() {
        assertThat(pause(after(1, answered(503, Duration.ofMinutes(10))))).isEqualTo(Duration.ofMinutes(10));
        assertThat(pause(after(2, answered(503, Duration.ofSeconds(1))))).isGreaterThan(Duration.ofMinutes(3));
        assertThat(pause(after(1, answered(429, Duration.ofDays(400))))).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void theUsualScheduleTakesThreeDays() {
        assertThat(new DeliverySchedule(DeliverySettingsTest.usual().retries(), 0).length())
                .isEqualTo(Duration.parse("PT75H35M5S"));
    }

    private Verdict after(int attempts, Said said) {
        return schedule.after(attempts, SINCE, said, SINCE, new SplittableRandom(1));
    }

    private static Said answered(int status, @Nullable Duration retryAfter) {
        return new Answered(status, retryAfter, "");
    }

    private static Duration pause(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Again.class);
        return Duration.between(SINCE, ((Again) verdict).at());
    }
}
