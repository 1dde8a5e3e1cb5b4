package loads;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.LongAdder;

/** Milliseconds, counted; anything above a minute counts as a minute. */
final class Times {

    private static final int MOST = 60_000;

    private final AtomicIntegerArray counts = new AtomicIntegerArray(MOST + 1);
    private final LongAdder all = new LongAdder();

    void add(long millis) {
        counts.incrementAndGet(Math.clamp(millis, 0, MOST));
        all.increment();
    }

    long count() {
        return all.sum();
    }

    /** @param share between 0 and 1; 0 when nothing was counted */
    long percentile(double share) {
        long wanted = (long) Math.ceil(share * count());
        long seen = 0;
        for (int millis = 0; millis <= MOST; millis++) {
            seen += counts.get(millis);
            if (seen >= wanted && seen > 0) {
                return millis;
            }
        }
        return 0;
    }

    long longest() {
        return percentile(1);
    }
}
