package gateway.notifications;

import gateway.customers.Customer;
import java.time.Instant;
import java.util.UUID;

/**
 * One message on its way to one customer.
 *
 * @param id the same in every attempt
 * @param until from then on nobody needs it
 */
public record Letter(UUID id, Customer to, Kind kind, Words words, Instant until) {

    @Override
    public String toString() {
        return "Letter[" + id + " " + kind.code() + " to " + to.id() + "]";
    }
}
