package sandbox.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import sandbox.run.Part;
import sandbox.run.StartFailure;

/** Kills one part again and again at random moments, as a power cut would, and starts it again a little later. */
final class Striker implements Runnable {

    static final int STRIKES = 3;
    private static final int STARTS = 3;
    private static final long CALM_MILLIS = 2_000;

    private final Part part;
    private final Runnable ready;
    private final List<Duration> calms = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();
    private final List<String> log = new ArrayList<>();

    /**
     * @param ready returns when the part works again
     * @param length of the load; each time that all works again, a random part of it passes until the next strike
     */
    Striker(Part part, Runnable ready, Duration length, long seed) {
        this.part = part;
        this.ready = ready;
        var random = new SplittableRandom(seed);
        for (int i = 0; i < STRIKES; i++) {
            calms.add(Duration.ofMillis(CALM_MILLIS + random.nextLong(length.toMillis() / (2 * STRIKES))));
            pauses.add(Duration.ofMillis(1_000 + random.nextLong(1_000)));
        }
    }

    List<String> log() {
        return log;
    }

    @Override
    public void run() {
        var began = Instant.now();
        sleepUntil(began.plus(Load.RAMP));
        for (int i = 0; i < STRIKES; i++) {
            sleepUntil(Instant.now().plus(calms.get(i)));
            strike(began, pauses.get(i));
        }
        sleepUntil(Instant.now().plusMillis(CALM_MILLIS));
    }

    private void strike(Instant began, Duration pause) {
        var at = Instant.now();
        var children = part.process().descendants().toList();
        long pid = part.process().pid();
        part.kill();
        var forced = awaitEnd(children);
        sleepUntil(Instant.now().plus(pause));
        int starts = startAgain();
        log.add("kill -9 %s (pid %d, %d children%s) after %.1f s; works again %.1f s later%s"
                .formatted(
                        part.name(),
                        pid,
                        children.size(),
                        forced == 0 ? " ended by themselves" : ", " + forced + " had to be killed",
                        seconds(began, at),
                        seconds(at, Instant.now()),
                        starts == 1 ? "" : ", at start " + starts));
    }

    // As whatever supervises it would: what dies while it starts is started again.
    private int startAgain() {
        for (int start = 1; ; start++) {
            try {
                part.restart();
                ready.run();
                return start;
            } catch (StartFailure e) {
                if (start == STARTS) {
                    throw e;
                }
            }
        }
    }

    // A server must not start beside what is left of its predecessor.
    private static int awaitEnd(List<ProcessHandle> children) {
        int forced = 0;
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        for (var child : children) {
            while (child.isAlive() && System.nanoTime() < deadline) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            }
            if (child.isAlive()) {
                forced++;
                child.destroyForcibly();
                child.onExit().join();
            }
        }
        return forced;
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }

    private static void sleepUntil(Instant moment) {
        while (Instant.now().isBefore(moment)) {
            LockSupport.parkNanos(Duration.between(Instant.now(), moment).toNanos());
        }
    }
}
