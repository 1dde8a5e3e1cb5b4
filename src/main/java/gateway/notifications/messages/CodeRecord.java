package gateway.notifications.messages;

import gateway.customers.Phone;
import java.time.Instant;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Where the staff can see that a one-time code was sent, and what became of it. */
@FunctionalInterface
public interface CodeRecord {

    /** Notes that a provider took a one-time code; the same again changes nothing. */
    Mono<Void> noteCode(UUID id, Phone phone, Became.Taken taken, Instant now, Instant until);
}
