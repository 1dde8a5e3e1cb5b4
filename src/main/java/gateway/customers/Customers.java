package gateway.customers;

import gateway.shared.ids.CustomerId;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Persons who pay. */
public interface Customers {

    Mono<Optional<Customer>> byPhone(String phone);

    /** Errors with {@link CustomerProblem#CUSTOMER_NOT_FOUND}. */
    Mono<Customer> find(CustomerId id);
}
