package gateway.rulebook;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When a version of a rule holds.
 *
 * @param until the first moment it holds no longer; null for open end
 */
public record Validity(Instant from, @Nullable Instant until) {

    /** Without a beginning and without an end, for a rule that is tried out on the past. */
    public static Validity always() {
        return new Validity(Instant.MIN, null);
    }

    public boolean holds(Instant moment) {
        return !moment.isBefore(from) && (until == null || moment.isBefore(until));
    }

    public boolean hasBegun(Instant now) {
        return !from.isAfter(now);
    }

    /** What is over stays over, and what runs is not ended yesterday. */
    public boolean mayEndAs(Validity changed, Instant now) {
        if (Objects.equals(until, changed.until)) {
            return true;
        }
        return (until == null || until.isAfter(now)) && (changed.until == null || !changed.until.isBefore(now));
    }

    public boolean overlaps(Validity other) {
        return (until == null || other.from.isBefore(until)) && (other.until == null || from.isBefore(other.until));
    }
}
