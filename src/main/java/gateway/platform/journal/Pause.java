package gateway.platform.journal;

import java.time.Duration;

/**
 * How long a writer waits for more before it begins the next batch. A batch has a fixed price, to us and to the
 * database, whatever it carries. While few entries come, each goes at once; once batches are large, the processor is
 * what everybody waits for, and half as many batches leave it more time than the wait costs.
 *
 * @param longest at most so long; zero never waits
 * @param full how many entries a batch may carry: when so many wait, there is nothing to wait for
 */
record Pause(Duration longest, int full) {

    /** Between what comes at half of a node's most and what comes at all of it. */
    private static final int LARGE = 24;

    /**
     * @param carried by the batch that has just ended
     * @param nanos how long that took
     * @param waiting entries that came meanwhile
     */
    long nanosAfter(int carried, long nanos, int waiting) {
        return carried < LARGE || waiting >= full ? 0 : Math.min(nanos, longest.toNanos());
    }
}
