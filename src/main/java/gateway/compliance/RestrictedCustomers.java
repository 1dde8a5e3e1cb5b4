package gateway.compliance;

import gateway.shared.ids.CustomerId;

/** Customers whom two persons of compliance have decided to restrict, as this node remembers it. */
@FunctionalInterface
public interface RestrictedCustomers {

    /**
     * From memory, which is a few seconds old: good for an early no. Whoever moves money asks the books, with
     * {@link UnrestrictedCustomers} in the entry.
     */
    boolean has(CustomerId customer);
}
