package gateway.fraud;

import java.time.Instant;

/**
 * An order of the state that is in force.
 *
 * @param order its id
 * @param until when it ends by itself
 */
public record Restriction(String order, Subject subject, Instant from, Instant until) {

    public boolean holds(Instant now) {
        return now.isBefore(until);
    }
}
