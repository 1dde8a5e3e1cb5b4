package gateway.compliance;

import gateway.shared.ids.CustomerId;

/** Customers whom two persons of compliance have decided to restrict. */
@FunctionalInterface
public interface RestrictedCustomers {

    /** From memory; a decision counts within seconds. */
    boolean has(CustomerId customer);
}
