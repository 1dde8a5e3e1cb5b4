package sandbox.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.locks.LockSupport;

/**
 * Work that has nothing to do with payments and shares nothing with them but the processors: many threads that work for
 * a moment and wait for a moment, as servers do. What it costs a payment is what any program beside it would.
 */
final class Ballast {

    private static final int THREADS = 16;
    private static final long MOMENT = 200_000;

    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private volatile boolean over;

    private Ballast(double share) {
        for (int i = 0; i < THREADS; i++) {
            Thread.ofPlatform().name("ballast-" + i).daemon().start(() -> work(share));
        }
    }

    /** Uses so many processors, as far as it gets them. */
    static Ballast of(double processors) {
        return new Ballast(Math.max(0, processors) / THREADS);
    }

    /** Stops it. */
    void end() {
        over = true;
    }

    // Works for a moment whenever it has had less than its share.
    private void work(double share) {
        long began = System.nanoTime();
        long used = 0;
        while (!over) {
            if (used >= (System.nanoTime() - began) * share) {
                LockSupport.parkNanos(MOMENT);
            } else {
                used += moment();
            }
        }
    }

    private static long moment() {
        long from = CPU.getCurrentThreadCpuTime();
        long passed = 0;
        while (passed < MOMENT) {
            Thread.onSpinWait();
            passed = CPU.getCurrentThreadCpuTime() - from;
        }
        return passed;
    }
}
