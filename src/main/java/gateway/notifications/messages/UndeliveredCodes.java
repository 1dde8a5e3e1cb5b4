package gateway.notifications.messages;

import java.time.Instant;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One-time codes that a provider took, and of which it said afterwards that they will not arrive. */
public interface UndeliveredCodes {

    /** Those of which this is known since then. */
    Flux<UUID> undelivered(Instant since);

    /** Another provider took it. */
    Mono<Void> takenAgain(UUID id, Became.Taken taken, Instant now);
}
