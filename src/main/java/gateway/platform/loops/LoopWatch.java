package gateway.platform.loops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Gives every event loop, and every thread of Reactor's timers, something to do each second, and counts for how many
 * looks it has not been done. A thread that turns in circles, or waits for what only it could do, never comes back:
 * whoever is on it hears nothing, or has no deadline any more, while the node answers on the others and looks well.
 * Counted in looks of a thread of its own, and not by a clock, so that a process that stood still as a whole finds
 * nobody guilty.
 */
@Component
final class LoopWatch implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(LoopWatch.class);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    /**
     * So many looks in a row: with three times as many customers as a node can serve a loop is late by half a second.
     */
    static final int STUCK = 30;

    /** Then the log says where its thread is, before anybody ends the node and that is gone. */
    static final int WORTH_TELLING = 10;

    private final Supplier<? extends Stream<? extends Executor>> loops;
    private final Map<Executor, Pulse> pulses = new HashMap<>();
    private volatile List<Pulse> seen = List.of();
    private final AtomicReference<@Nullable Disposable> running = new AtomicReference<>();

    @Autowired
    LoopWatch(MeterRegistry registry) {
        this(all());
        Gauge.builder("oqim_loop_silent_seconds", this, LoopWatch::longestSilence)
                .description("For how long an event loop has done nothing it was given, the worst of this node")
                .register(registry);
    }

    LoopWatch(Supplier<? extends Stream<? extends Executor>> loops) {
        this.loops = loops;
    }

    /**
     * The timers' workers stay on one thread each and are dealt out in turn: so many that every thread has one, whoever
     * asks beside.
     */
    private static Supplier<Stream<Executor>> all() {
        var timers = Stream.generate(Schedulers.parallel()::createWorker)
                .limit(4L * Schedulers.DEFAULT_POOL_SIZE)
                .<Executor>map(worker -> worker::schedule)
                .toList();
        return () -> Stream.concat(EventLoops.all(), timers.stream());
    }

    /** One look at all of them; by one thread only. */
    void look() {
        var now = List.<Executor>copyOf(loops.get().toList());
        pulses.keySet().retainAll(now);
        now.forEach(loop -> pulses.computeIfAbsent(loop, Pulse::new).beat());
        seen = List.copyOf(pulses.values());
    }

    /** The threads that have done nothing for so long that only a new start helps. */
    List<String> stuck() {
        return seen.stream()
                .filter(pulse -> pulse.missed >= STUCK)
                .map(Pulse::name)
                .distinct()
                .sorted()
                .toList();
    }

    private double longestSilence() {
        return seen.stream().mapToInt(pulse -> pulse.missed).max().orElse(0) * (double) PAUSE.toSeconds();
    }

    @Override
    public void start() {
        var own = Schedulers.newSingle("loop-watch", true);
        var looks = Mono.delay(PAUSE, own)
                .doOnNext(_ -> look())
                .doOnError(fault -> LOG.warn("A look at the event loops failed", fault))
                .retry()
                .repeat()
                .subscribe();
        running.set(Disposables.composite(looks, own));
    }

    @Override
    public void stop() {
        var ended = running.getAndSet(null);
        if (ended != null) {
            ended.dispose();
        }
    }

    @Override
    public boolean isRunning() {
        return running.get() != null;
    }

    /** What one loop was given to do, and whether it has been done. */
    private static final class Pulse implements Runnable {

        private final Executor loop;
        private volatile @Nullable Thread thread;
        private volatile boolean waiting;
        private volatile int missed;

        Pulse(Executor loop) {
            this.loop = loop;
        }

        String name() {
            var known = thread;
            return known == null ? "one that never ran" : known.getName();
        }

        void beat() {
            if (waiting) {
                miss(missed + 1);
                return;
            }
            missed = 0;
            waiting = true;
            try {
                loop.execute(this);
            } catch (RejectedExecutionException _) {
                // It has been ended, and is gone before the next look.
                waiting = false;
            }
        }

        @Override
        public void run() {
            thread = Thread.currentThread();
            waiting = false;
        }

        private void miss(int times) {
            missed = times;
            if (times == WORTH_TELLING) {
                tell();
            }
        }

        private void tell() {
            var known = thread;
            var where = new IllegalStateException("Event loop " + name() + " has done nothing for " + missed + " s");
            where.setStackTrace(known == null ? new StackTraceElement[0] : known.getStackTrace());
            LOG.error("An event loop stands still; whoever is on it hears nothing", where);
        }
    }
}
