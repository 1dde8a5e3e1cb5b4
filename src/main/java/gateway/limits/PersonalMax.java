package gateway.limits;

import gateway.shared.ids.CustomerId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Another maximum of one rule for one customer, as two people of the bank decided.
 *
 * @param id the act's that gave it
 * @param limit the rule, in whatever version is in force
 * @param max as the rule counts: minor units, payments or payees
 * @param until the first moment at which the rule's own maximum holds again
 * @param ended null while it stands
 */
public record PersonalMax(
        UUID id,
        CustomerId customer,
        String limit,
        long max,
        Instant since,
        Instant until,
        @Nullable Ended ended) {

    /** @param by the act that withdrew it or put another in its place */
    public record Ended(Instant at, UUID by) {}

    boolean holds(Instant at) {
        return ended == null && at.isBefore(until);
    }

    /** Whether it held then, whatever has become of it. */
    boolean held(Instant at) {
        return !at.isBefore(since) && at.isBefore(until) && (ended == null || at.isBefore(ended.at()));
    }

    PersonalMax standing() {
        return new PersonalMax(id, customer, limit, max, since, until, null);
    }
}
