package gateway.customers;

import gateway.shared.ids.CustomerId;
import java.util.Collection;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * Who customers say they are, from memory. Good for whoever puts {@link UnchangedIdentities} into the entry that
 * follows: the books refuse it where somebody has changed meanwhile, on whichever node.
 */
public interface RememberedIdentities {

    /** As it was when somebody asked last; read where nobody has. */
    Mono<Remembered> remembered(CustomerId customer);

    /** Who asks next reads them. */
    void forget(Collection<CustomerId> customers);

    /**
     * One customer at one moment.
     *
     * @param identity empty where the customer has shown nothing
     * @param stamp which transaction wrote it; {@link #NOBODY} where there is none
     */
    record Remembered(CustomerId customer, Optional<Identity> identity, long stamp) {

        public static final long NOBODY = 0;
    }
}
