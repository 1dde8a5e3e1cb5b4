package gateway.notifications.delivery;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How long a message waits after a failure: twice as long each time, with chance in it so that nodes do not march in
 * step.
 */
record RetryPauses(Duration from, Duration atMost) {

    private static final int MOST_DOUBLINGS = 16;
    private static final int TENTH = 10;

    /** @param wanted how long the provider wants to be left alone; null when it does not say */
    Duration after(int attempts, @Nullable Duration wanted, RandomGenerator random) {
        var doubled = from.multipliedBy(1L << Math.min(MOST_DOUBLINGS, Math.max(0, attempts - 1)));
        var pause = doubled.compareTo(atMost) > 0 ? atMost : doubled;
        long tenth = Math.max(1, pause.toMillis() / TENTH);
        var varied = pause.plusMillis(random.nextLong(tenth));
        return wanted == null || wanted.compareTo(varied) < 0 ? varied : wanted;
    }
}
