package sandbox.drill;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** An open loop: orders come at their moment, whether or not earlier ones were answered. */
final class Load implements AutoCloseable {

    private static final Duration LAST_CALLERS = Duration.ofSeconds(60);

    private final ExecutorService people = Executors.newVirtualThreadPerTaskExecutor();
    private final OrderBook orders;
    private final Callers callers;
    private final int rate;

    Load(OrderBook orders, Callers callers, int rate) {
        this.orders = orders;
        this.callers = callers;
        this.rate = rate;
    }

    /** Returns when the last order was placed, not when it was answered; emits how many there were. */
    int run(Duration length) {
        long began = System.nanoTime();
        long gap = TimeUnit.SECONDS.toNanos(1) / rate;
        int count = (int) (length.toNanos() / gap);
        for (int i = 0; i < count; i++) {
            long due = began + i * gap;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            var order = orders.next();
            people.submit(() -> callers.pay(order));
        }
        return count;
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
