package gateway.platform.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

/** How soon work is done again, in virtual time. */
class BackgroundWorksTest {

    private static final Duration PAUSE = Duration.ofMinutes(5);

    private final AtomicInteger begun = new AtomicInteger();
    private final MockClock clock = new MockClock();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);
    private VirtualTimeScheduler time;

    @BeforeEach
    void takeTheTime() {
        time = VirtualTimeScheduler.getOrSet();
    }

    @AfterEach
    void giveItBack() {
        VirtualTimeScheduler.reset();
    }

    @Test
    void whatSucceedsRestsItsPause() {
        start(BackgroundWork.every("works", PAUSE, () -> Mono.fromRunnable(begun::incrementAndGet)));

        time.advanceTimeBy(PAUSE.multipliedBy(3));

        assertThat(begun).hasValue(4);
    }

    @Test
    void whatFailsRestsItsOwnPauseTooAndNeverLongForIt() {
        start(BackgroundWork.every("fails", PAUSE, () -> Mono.fromRunnable(this::fail)));

        time.advanceTimeBy(PAUSE.minusMillis(1));
        assertThat(begun).hasValue(1);
        time.advanceTimeBy(PAUSE.multipliedBy(100));

        assertThat(begun.get()).isBetween(50, 101);
    }

    /** A connection on which nothing comes any more says so to nobody. */
    @Test
    void whatHangsForAnHourIsBegunAnew() {
        start(BackgroundWork.every(
                "hangs", PAUSE, () -> Mono.fromRunnable(begun::incrementAndGet).then(Mono.never())));

        time.advanceTimeBy(Duration.ofMinutes(59));
        assertThat(begun).hasValue(1);
        time.advanceTimeBy(Duration.ofMinutes(1).plus(PAUSE.multipliedBy(2)));

        assertThat(begun).hasValue(2);
    }

    @Test
    void aStreamThatBreaksIsFollowedAnewAfterItsPause() {
        start(new BackgroundWork("stream", PAUSE, Flux.defer(() -> Flux.error(counted()))));

        time.advanceTimeBy(PAUSE.multipliedBy(2));

        assertThat(begun.get()).isBetween(2, 3);
    }

    @Test
    void nothingBeginsAfterTheEnd() {
        var works = start(BackgroundWork.every("fails", PAUSE, () -> Mono.fromRunnable(this::fail)));

        works.stop();
        time.advanceTimeBy(PAUSE.multipliedBy(10));

        assertThat(begun).hasValue(1);
    }

    @Test
    void whatDoesNothingButFailSaysForHowLong() {
        var works = new AtomicBoolean(true);
        start(BackgroundWork.every("sometimes", PAUSE, () -> works.get() ? Mono.empty() : Mono.error(counted())));
        clock.add(Duration.ofHours(1));
        assertThat(failing("sometimes")).isZero();

        works.set(false);
        time.advanceTimeBy(PAUSE);
        clock.add(Duration.ofSeconds(90));
        time.advanceTimeBy(PAUSE.multipliedBy(10));
        assertThat(begun.get()).isGreaterThan(1);
        assertThat(failing("sometimes")).isEqualTo(90);

        works.set(true);
        time.advanceTimeBy(PAUSE.multipliedBy(3));
        assertThat(failing("sometimes")).isZero();
    }

    /** Whoever tries again after hours has not failed for hours. */
    @Test
    void oneFailureAloneIsNoTime() {
        start(BackgroundWork.every("rarely", PAUSE, () -> Mono.fromRunnable(this::fail)));

        clock.add(Duration.ofHours(1));

        assertThat(begun).hasValue(1);
        assertThat(failing("rarely")).isZero();
    }

    /** It may be silent for hours because nothing happens. */
    @Test
    void ofAStreamNobodySaysThatItDoesNothingButFail() {
        start(new BackgroundWork("stream", PAUSE, Flux.defer(() -> Flux.error(counted()))));

        time.advanceTimeBy(PAUSE.multipliedBy(10));

        assertThat(begun.get()).isGreaterThan(1);
        assertThat(registry.find("oqim_work_failing_seconds").gauges()).isEmpty();
    }

    @Test
    void eachOfAGroupGoesOnAndFailsByItself() {
        var other = new AtomicInteger();
        start(
                List.of(),
                BackgroundWork.every("one", PAUSE, () -> Mono.fromRunnable(this::fail)),
                BackgroundWork.every("other", PAUSE, () -> Mono.fromRunnable(other::incrementAndGet)));

        clock.add(Duration.ofSeconds(90));
        time.advanceTimeBy(PAUSE.multipliedBy(4));

        assertThat(other).hasValue(5);
        assertThat(failing("one")).isEqualTo(90);
        assertThat(failing("other")).isZero();
    }

    @Test
    void whatIsStoppedDoesItsLastAct() {
        var stopped = new AtomicInteger();
        var works = start(BackgroundWork.every("works", PAUSE, Mono::empty).whenStopped(stopped::incrementAndGet));
        assertThat(stopped).hasValue(0);

        works.stop();

        assertThat(stopped).hasValue(1);
        assertThat(failing("works")).isZero();
    }

    private double failing(String work) {
        return registry.get("oqim_work_failing_seconds")
                .tag("work", work)
                .gauge()
                .value();
    }

    private BackgroundWorks start(BackgroundWork work) {
        return start(List.of(work));
    }

    private BackgroundWorks start(List<BackgroundWork> works, BackgroundWork... group) {
        var beans = new StaticListableBeanFactory(Map.of("group", new BackgroundGroup(List.of(group))));
        var all = new BackgroundWorks(works, beans.getBeanProvider(BackgroundGroup.class), registry);
        all.start();
        return all;
    }

    private void fail() {
        throw counted();
    }

    private IllegalStateException counted() {
        return new IllegalStateException("attempt " + begun.incrementAndGet());
    }
}
