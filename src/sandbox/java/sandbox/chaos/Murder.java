package sandbox.chaos;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import sandbox.run.Part;
import sandbox.run.StartFailure;

/** Kills one part as a power cut would, and starts it again a little later, as whatever supervises it would. */
public final class Murder {

    private static final int STARTS = 3;
    private static final Duration CHILDREN_END = Duration.ofSeconds(5);

    private final Part part;
    private final Runnable ready;

    /** @param ready returns when the part works again */
    public Murder(Part part, Runnable ready) {
        this.part = part;
        this.ready = ready;
    }

    /** Returns when it works again; emits a line about it. */
    public String commit(Duration dead) {
        return commit(dead, () -> {}, () -> {});
    }

    /**
     * @param before done right before it is killed
     * @param after done when nothing of it is left
     */
    public String commit(Duration dead, Runnable before, Runnable after) {
        long began = System.nanoTime();
        var children = part.process().descendants().toList();
        before.run();
        part.kill();
        int forced = awaitEnd(children);
        after.run();
        LockSupport.parkNanos(dead.toNanos());
        int starts = startAgain();
        return "kill -9 %s, works again %.1f s later%s%s"
                .formatted(
                        part.name(),
                        (System.nanoTime() - began) / 1e9,
                        forced == 0 ? "" : ", " + forced + " children had to be killed",
                        starts == 1 ? "" : ", at start " + starts);
    }

    // What dies while it starts is started again.
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
        long deadline = System.nanoTime() + CHILDREN_END.toNanos();
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
}
