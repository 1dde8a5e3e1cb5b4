package gateway.platform.loops;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import reactor.netty.resources.LoopResources;

/** Real loops, one of which does not come back from what it does. */
class LoopWatchTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final LoopResources group = EventLoops.own("watched", 2);
    private final List<EventExecutor> loops =
            EventLoops.all().filter(loop -> isOf(loop, group)).toList();
    private final LoopWatch watch = new LoopWatch(loops::stream);
    private final LoopHealth health = new LoopHealth(watch);
    private final CountDownLatch never = new CountDownLatch(1);
    private final Set<Executor> standing = new HashSet<>();

    @AfterEach
    void end() {
        never.countDown();
        group.disposeLater(Duration.ZERO, PATIENCE).block(PATIENCE);
    }

    @Test
    void aLoopThatStandsStillIsNamedAndTheOthersAreNot() {
        looks(1);
        standStill(loops.getFirst());

        looks(LoopWatch.STUCK);
        assertThat(seen().getStatus()).as("so far it could have been busy").isEqualTo(Status.UP);

        looks(1);
        assertThat(seen().getStatus()).isEqualTo(Status.DOWN);
        assertThat(watch.stuck()).hasSize(1).allMatch(name -> name.startsWith("watched-"));
        assertThat(seen().getDetails()).containsEntry("standStill", watch.stuck());
    }

    @Test
    void aLoopThatGoesOnIsWellAgain() {
        standStill(loops.getFirst());
        looks(LoopWatch.STUCK + 1);
        assertThat(watch.stuck()).hasSize(1);

        never.countDown();
        looks(2);
        assertThat(watch.stuck()).isEmpty();
    }

    @Test
    void theLogSaysOnceWhereItIs() {
        var log = (Logger) LoggerFactory.getLogger(LoopWatch.class);
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        log.addAppender(lines);
        try {
            looks(1);
            standStill(loops.getFirst());
            looks(LoopWatch.STUCK);
        } finally {
            log.detachAppender(lines);
        }
        assertThat(lines.list).hasSize(1);
        assertThat(List.of(lines.list.getFirst().getThrowableProxy().getStackTraceElementProxyArray()))
                .anyMatch(at -> at.toString().contains("LoopWatchTest"));
    }

    /** By itself, on a thread of its own, over all loops of the process and the threads of timers. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void itLooksByItself(boolean atTimers) {
        var registry = new SimpleMeterRegistry();
        var whole = new LoopWatch(registry);
        var other = Schedulers.newSingle("other");
        var timer = Schedulers.parallel().createWorker();
        whole.start();
        standStill(atTimers ? timer::schedule : loops.getFirst());
        try {
            var silent = Flux.interval(Duration.ofMillis(50), other).filter(_ -> silence(registry) >= 2);
            assertThat(silent.blockFirst(PATIENCE)).isNotNull();
        } finally {
            never.countDown();
            whole.stop();
            timer.dispose();
            other.dispose();
        }
        assertThat(whole.isRunning()).isFalse();
    }

    @Test
    void loopsThatAreEndedAreForgotten() {
        looks(1);
        group.disposeLater(Duration.ZERO, PATIENCE).block(PATIENCE);

        looks(LoopWatch.STUCK + 1);
        assertThat(watch.stuck()).isEmpty();
        assertThat(EventLoops.all()).doesNotContainAnyElementsOf(loops);
    }

    private static double silence(SimpleMeterRegistry registry) {
        return registry.get("oqim_loop_silent_seconds").gauge().value();
    }

    private Health seen() {
        return Objects.requireNonNull(health.health().block());
    }

    private void standStill(Executor loop) {
        standing.add(loop);
        var begun = new CountDownLatch(1);
        loop.execute(() -> {
            begun.countDown();
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        await(begun);
    }

    /** Each look finds that the loops which can have done what the one before gave them. */
    private void looks(int times) {
        IntStream.range(0, times).forEach(_ -> {
            watch.look();
            loops.stream()
                    .filter(loop -> never.getCount() == 0 || !standing.contains(loop))
                    .forEach(LoopWatchTest::settle);
        });
    }

    private static void settle(EventExecutor loop) {
        if (!loop.isShuttingDown()) {
            var done = new CountDownLatch(1);
            loop.execute(done::countDown);
            await(done);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isOf(EventExecutor loop, LoopResources group) {
        return StreamSupport.stream(group.onServer(true).spliterator(), false).anyMatch(it -> it == loop);
    }
}
