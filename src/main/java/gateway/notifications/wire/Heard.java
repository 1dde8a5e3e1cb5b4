package gateway.notifications.wire;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a carrier answered.
 *
 * @param retryAfter how long it wants to be left alone; null when it does not say
 * @param body bounded; nothing of it is logged, for it may quote the message
 */
public record Heard(int status, @Nullable Duration retryAfter, byte[] body) {

    public boolean isYes() {
        return status / 100 == 2;
    }

    @Override
    public String toString() {
        return "status " + status;
    }
}
