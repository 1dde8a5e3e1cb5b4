package gateway.webhooks.delivery;

import gateway.shared.ids.EndpointId;
import gateway.shared.ids.PartnerId;
import java.time.Instant;
import java.util.UUID;

/**
 * An event that is to go to an endpoint now, and is this node's until its lease runs out.
 *
 * @param number of the event among the partner's
 * @param attempts how many there were before
 * @param since when it was first due
 */
public record Due(
        EndpointId endpoint,
        PartnerId partner,
        long number,
        int attempts,
        Instant since,
        UUID event,
        String url,
        String body) {

    /** The same for every attempt: what partners know a repeat by. */
    String webhookId() {
        return "evt_" + event;
    }
}
