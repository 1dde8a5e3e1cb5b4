package sandbox.simulation;

import java.util.Objects;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Gives the product's timers the agenda of the seed that runs on the same thread. For a process of its own: it replaces
 * every timer.
 */
final class AgendaTimers implements Scheduler {

    private static final ThreadLocal<@Nullable Agenda> CURRENT = new ThreadLocal<>();

    static void install() {
        Schedulers.setFactory(new Schedulers.Factory() {
            @Override
            public Scheduler newParallel(int parallelism, ThreadFactory threads) {
                return new AgendaTimers();
            }

            @Override
            public Scheduler newBoundedElastic(int threads, int tasks, ThreadFactory factory, int ttlSeconds) {
                return new AgendaTimers();
            }
        });
    }

    static void use(Agenda agenda) {
        CURRENT.set(agenda);
    }

    private static Agenda agenda() {
        return Objects.requireNonNull(CURRENT.get(), "no seed is running");
    }

    @Override
    public Disposable schedule(Runnable task) {
        return schedule(task, 0, TimeUnit.NANOSECONDS);
    }

    @Override
    public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
        var agenda = agenda();
        var item = agenda.after(unit.toNanos(delay), task);
        return () -> agenda.drop(item);
    }

    @Override
    public long now(TimeUnit unit) {
        return unit.convert(agenda().nanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public Worker createWorker() {
        var timers = this;
        var all = Disposables.composite();
        return new Worker() {
            @Override
            public Disposable schedule(Runnable task) {
                return schedule(task, 0, TimeUnit.NANOSECONDS);
            }

            @Override
            public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
                var timer = timers.schedule(task, delay, unit);
                all.add(timer);
                return timer;
            }

            @Override
            public void dispose() {
                all.dispose();
            }
        };
    }
}
