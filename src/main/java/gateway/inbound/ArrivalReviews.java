package gateway.inbound;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** What people of the bank decided about arrivals that wait for them; the first decision stands. */
public interface ArrivalReviews {

    /** @param act by which two let it go; null where one refused it */
    record Decided(UUID arrival, boolean released, @Nullable UUID act, String by, String reason) {}

    Mono<Optional<Decided>> of(UUID arrival);

    /**
     * Keeps it, and makes the arrival due at once. Part of the transaction around it, if any. Errors with
     * {@link InboundProblem#ARRIVAL_NOT_IN_REVIEW} when it no longer waits.
     */
    Mono<Void> decide(Decided decided);
}
