package gateway.customers.kyc;

import gateway.customers.CustomerProblem;
import gateway.customers.Customers;
import gateway.customers.PostalAddress;
import gateway.shared.ids.CustomerId;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Somebody says where a customer lives: the customer, or a member of the staff who has seen it on paper. */
@Component
public class TellAddress {

    private static final String CUSTOMER = "customer";

    private final Customers customers;
    private final StoredAddresses addresses;

    TellAddress(Customers customers, StoredAddresses addresses) {
        this.customers = customers;
        this.addresses = addresses;
    }

    /** Of the customer's own. Errors with ADDRESS_INVALID. */
    public Mono<PostalAddress> tell(CustomerId customer, PostalAddress.Raw raw) {
        return tell(customer, raw, CUSTOMER);
    }

    /** Errors with CUSTOMER_NOT_FOUND or ADDRESS_INVALID. */
    public Mono<PostalAddress> tell(CustomerId customer, PostalAddress.Raw raw, String by) {
        return customers
                .find(customer)
                .map(_ -> PostalAddress.read(raw))
                .flatMap(it -> addresses.tell(customer, it, by).thenReturn(it));
    }

    /** Errors with ADDRESS_UNKNOWN where nobody has told. */
    public Mono<PostalAddress> told(CustomerId customer) {
        return addresses
                .of(customer)
                .map(it -> it.orElseThrow(() -> CustomerProblem.ADDRESS_UNKNOWN.because("Tell it")));
    }
}
