package gateway.fees.tariff;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a version of a schedule holds.
 *
 * @param until the first moment it holds no longer; null for open end
 */
public record Validity(Instant from, @Nullable Instant until) {

    public Validity {
        if (until != null && !until.isAfter(from)) {
            throw UnfitTariff.because("it ends before it begins");
        }
    }

    public boolean holds(Instant moment) {
        return !moment.isBefore(from) && (until == null || moment.isBefore(until));
    }

    boolean overlaps(Validity other) {
        return (until == null || other.from.isBefore(until)) && (other.until == null || from.isBefore(other.until));
    }
}
