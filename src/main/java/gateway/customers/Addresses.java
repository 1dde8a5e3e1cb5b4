package gateway.customers;

import gateway.shared.ids.CustomerId;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Where customers live, for whoever has to tell somebody else. */
@FunctionalInterface
public interface Addresses {

    /** Empty where nobody has told. */
    Mono<Optional<PostalAddress>> of(CustomerId customer);
}
