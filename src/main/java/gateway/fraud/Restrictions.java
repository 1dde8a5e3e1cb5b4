package gateway.fraud;

import gateway.platform.journal.Part;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Which orders of the state are in force. */
public interface Restrictions {

    /**
     * The order that stops one of these and ends last. From memory while this node knows every order as of two seconds
     * ago, else from PostgreSQL; errors with {@link FraudProblem#RESTRICTIONS_UNKNOWN} when that cannot tell either.
     */
    Mono<Optional<Restriction>> of(List<Subject> subjects);

    /**
     * Refuses its journal entry with a {@link RestrictionRefusal} when an order stops one of these by then. A payment
     * that waits for its customer, or for a person of the bank, has this in the entry that lets it go on.
     */
    Part unless(List<Subject> subjects);
}
