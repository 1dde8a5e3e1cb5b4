package gateway.compliance;

import gateway.platform.journal.Part;
import gateway.platform.journal.Refusal;
import gateway.shared.ids.CustomerId;
import java.util.List;

/**
 * Refuses its entry with {@link CustomerRestricted} where two persons of compliance have restricted one of these
 * customers by then, however old this node's memory of it is. Whatever moves money of a customer, or to one, has it in
 * the entry that begins that.
 */
public record UnrestrictedCustomers(List<CustomerId> customers) implements Part {

    public UnrestrictedCustomers {
        customers = List.copyOf(customers);
    }

    /** This one is restricted; nothing was done. */
    public record CustomerRestricted(CustomerId customer) implements Refusal {}
}
