package gateway.fraud.velocity;

import gateway.fraud.rules.Per;
import gateway.fraud.rules.Seen;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** What was seen of late of an attempt's customer, device, card and payee. */
public interface Windows {

    /**
     * The newest {@link Seen#MOST} of each subject, newest first; a subject that nobody can tell about is missing.
     *
     * @param since what is not younger is left out
     */
    Mono<Map<Per, List<Seen>>> of(Map<Per, UUID> subjects, Instant since);
}
