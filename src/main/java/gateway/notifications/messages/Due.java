package gateway.notifications.messages;

import gateway.notifications.Channel;
import gateway.notifications.Kind;
import gateway.shared.ids.CustomerId;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A message that somebody has taken to send.
 *
 * @param attempts with this one
 */
public record Due(
        UUID id,
        CustomerId customer,
        Kind kind,
        Channel channel,
        Map<String, String> parameters,
        int attempts,
        Instant since,
        Instant until) {

    public Due {
        parameters = Map.copyOf(parameters);
    }

    @Override
    public String toString() {
        return "Due[" + id + " " + kind.code() + " by " + channel.code() + "]";
    }
}
