package gateway.platform.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** How a node takes over the database's time. */
class SharedClockTest {

    private static final Instant FIRST = Instant.parse("2026-11-26T10:00:00Z");

    private final AtomicLong ticks = new AtomicLong(Long.MAX_VALUE - 5);
    private final SharedClock clock = new SharedClock(() -> FIRST, ticks::get);

    @Test
    void goesOnByTheCounterAlsoWhereThatOverflows() {
        pass(Duration.ofMinutes(2));

        assertThat(clock.instant()).isEqualTo(FIRST.plus(Duration.ofMinutes(2)));
    }

    @Test
    void isSetByAnAnswer() {
        assertThat(answer(FIRST.plus(Duration.ofHours(1)), Duration.ZERO)).isEqualTo(Duration.ofHours(1));
        assertThat(clock.instant()).isEqualTo(FIRST.plus(Duration.ofHours(1)));

        assertThat(answer(FIRST, Duration.ZERO)).isEqualTo(Duration.ofHours(-1));
        assertThat(clock.instant()).isEqualTo(FIRST);
    }

    @Test
    void standsWhereTheAnswerAgrees() {
        assertThat(answer(FIRST.plusMillis(300), Duration.ofSeconds(1))).isZero();
        assertThat(clock.instant()).isEqualTo(FIRST.plusSeconds(1));
    }

    /** Whatever was wrong before, afterwards it is as right as the answer was quick. */
    @Property(tries = 500)
    void isAtMostAsWrongAsTheAnswerWasSlow(
            @ForAll @LongRange(min = -7_200_000, max = 7_200_000) long wrongMillis,
            @ForAll @LongRange(min = 0, max = 4_000) long there,
            @ForAll @LongRange(min = 0, max = 4_000) long back) {
        var truth = FIRST.plusMillis(wrongMillis);

        long asked = clock.ticks();
        pass(Duration.ofMillis(there));
        var told = truth.plusMillis(there);
        pass(Duration.ofMillis(back));
        clock.set(told, asked, clock.ticks());

        assertThat(Duration.between(truth.plusMillis(there + back), clock.instant())
                        .abs())
                .isLessThanOrEqualTo(Duration.ofMillis(there + back));
    }

    private Duration answer(Instant told, Duration took) {
        long asked = clock.ticks();
        pass(took);
        return clock.set(told, asked, clock.ticks());
    }

    private void pass(Duration time) {
        ticks.addAndGet(time.toNanos());
    }
}
