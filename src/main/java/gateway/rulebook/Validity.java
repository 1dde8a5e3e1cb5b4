package gateway.rulebook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a version of a rule holds.
 *
 * @param until the first moment it holds no longer; null for open end
 */
public record Validity(Instant from, @Nullable Instant until) {

    public boolean holds(Instant moment) {
        return !moment.isBefore(from) && (until == null || moment.isBefore(until));
    }

    public boolean overlaps(Validity other) {
        return (until == null || other.from.isBefore(until)) && (other.until == null || from.isBefore(other.until));
    }
}
