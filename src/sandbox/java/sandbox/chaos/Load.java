package sandbox.chaos;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** An open loop: orders come at their moment, whether or not earlier ones were answered. */
public final class Load implements AutoCloseable {

    /** No cold program is asked for everything at once. */
    public static final Duration RAMP = Duration.ofSeconds(8);

    private static final Duration LAST_CALLERS = Duration.ofMinutes(2);
    private static final double FIRST_SHARE = 0.1;

    private final ExecutorService people = Executors.newVirtualThreadPerTaskExecutor();
    private final Orders orders;
    private final Callers callers;
    private final int rate;
    private final boolean ramp;

    /** @param ramp whether it begins gently */
    public Load(Orders orders, Callers callers, int rate, boolean ramp) {
        this.orders = orders;
        this.callers = callers;
        this.rate = rate;
        this.ramp = ramp;
    }

    /**
     * Returns when the last order was placed, not when it was answered; emits how many there were.
     *
     * @param goOn asked before every order
     */
    public int runWhile(BooleanSupplier goOn) {
        long began = System.nanoTime();
        long due = began;
        int count = 0;
        while (goOn.getAsBoolean()) {
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            var order = orders.next();
            people.execute(() -> callers.pay(order));
            count++;
            due += gapAt(due - began);
        }
        return count;
    }

    public int runFor(Duration length) {
        long end = System.nanoTime() + length.toNanos();
        return runWhile(() -> System.nanoTime() < end);
    }

    private long gapAt(long nanos) {
        double share = ramp ? Math.min(1, FIRST_SHARE + (1 - FIRST_SHARE) * nanos / RAMP.toNanos()) : 1;
        return (long) (TimeUnit.SECONDS.toNanos(1) / (rate * share));
    }

    /** Until everybody was answered or has given up. */
    @Override
    public void close() {
        people.shutdown();
        try {
            if (!people.awaitTermination(LAST_CALLERS.toSeconds(), TimeUnit.SECONDS)) {
                people.shutdownNow();
                throw new IllegalStateException("Some callers neither were answered nor gave up");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
