package sandbox.remittances;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits until something is so, and gives up with a word about it. */
final class Patience {

    private static final Duration PAUSE = Duration.ofMillis(300);

    private Patience() {}

    static void until(Duration atMost, String what, BooleanSupplier truth) {
        if (!comes(atMost, truth)) {
            throw new IllegalStateException("Waited in vain: " + what);
        }
    }

    /** Whether it came true in time. */
    static boolean comes(Duration atMost, BooleanSupplier truth) {
        long until = System.nanoTime() + atMost.toNanos();
        while (!truth.getAsBoolean()) {
            if (System.nanoTime() > until) {
                return false;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return true;
    }
}
