package gateway.customers;

import gateway.platform.journal.Part;
import gateway.platform.journal.Refusal;
import gateway.shared.ids.CustomerId;
import java.time.Instant;

/** Makes a person a customer. Refused with {@link AlreadyRegistered} when the phone belongs to somebody. */
public record RegisterCustomer(Customer customer, Instant at) implements Part {

    /** The phone has a customer already, maybe registered a moment ago on another node. */
    public record AlreadyRegistered(CustomerId customer) implements Refusal {}
}
