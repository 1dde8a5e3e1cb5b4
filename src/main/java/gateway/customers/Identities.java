package gateway.customers;

import gateway.shared.ids.CustomerId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Who all customers say they are, for whoever has to look at each of them. */
public interface Identities {

    /** Empty where the customer has shown nothing. */
    Mono<Optional<Identity>> find(CustomerId customer);

    /** The next of one shard in the order of their ids; none when there are no more. */
    Flux<Identity> page(int shard, @Nullable CustomerId after, int size);

    /** Some that nobody has looked at since they were changed. */
    Flux<Identity> unseen(int size);

    /** This was looked at; what has changed since stays unseen. */
    Mono<Void> seen(Identity identity);
}
