package fuzzing;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What one input may cost: time of the processor, not of the clock, and bytes allocated. */
public final class Limits {

    static final long MOST_NANOS = 50_000_000;
    static final long MOST_BYTES = 64L * 1024 * 1024;

    // The first time an input comes by, classes are loaded and nothing is compiled.
    private static final int ATTEMPTS = 4;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Limits() {}

    /** What an input did cost. */
    record Cost(long nanos, long bytes) {

        boolean tooMuch() {
            return nanos > MOST_NANOS || bytes > MOST_BYTES;
        }
    }

    /** Throws what the target throws, and {@link AssertionError} for an input that costs too much each time. */
    public static void check(FuzzTarget target, byte[] input) throws Exception {
        var cost = cost(target, input);
        for (int again = 1; cost.tooMuch() && again < ATTEMPTS; again++) {
            cost = cost(target, input);
        }
        if (cost.tooMuch()) {
            throw new AssertionError("%d bytes cost %d ms and %d KiB"
                    .formatted(input.length, cost.nanos / 1_000_000, cost.bytes / 1024));
        }
    }

    private static Cost cost(FuzzTarget target, byte[] input) throws Exception {
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        long nanos = THREADS.getCurrentThreadCpuTime();
        target.read(input.clone());
        return new Cost(THREADS.getCurrentThreadCpuTime() - nanos, THREADS.getCurrentThreadAllocatedBytes() - bytes);
    }
}
