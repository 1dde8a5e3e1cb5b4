package gateway.limits;

import java.time.Instant;

/**
 * Something that is counted for each customer over a calendar period and has no maximum of its own, such as a fee with
 * a free quota.
 *
 * @param name stable, with a colon in it, which no limit has: {@code fee:transfer:month}
 * @param from where the period begins
 * @param until the first moment after it
 */
public record Meter(String name, Instant from, Instant until) {

    public Meter {
        if (name.indexOf(':') < 0 || name.indexOf(' ') >= 0) {
            throw new IllegalArgumentException("Limits have such names: " + name);
        }
    }

    /**
     * What was counted before.
     *
     * @param charged minor units
     * @param count payments
     * @param volume minor units that these payments moved
     */
    public record Reading(long charged, long count, long volume) {

        public static final Reading NOTHING = new Reading(0, 0, 0);
    }
}
