package gateway.platform.http;

import fuzzing.FuzzTarget;
import fuzzing.Promises;
import java.time.Duration;
import java.time.Instant;

/** When a partner wants to be asked again: a wait that is not over, or nothing. */
public final class RetryAfterFuzz implements FuzzTarget {

    private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");
    private static final Duration LONGEST = Duration.ofDays(3_000_000);

    @Override
    public void read(byte[] input) {
        var wait = RetryAfter.read(Promises.latin(input), NOW);
        Promises.holds(wait == null || !wait.isNegative(), "nobody waits less than nothing");
        Promises.holds(wait == null || wait.compareTo(LONGEST) < 0, "a wait can be added to a moment");
    }
}
