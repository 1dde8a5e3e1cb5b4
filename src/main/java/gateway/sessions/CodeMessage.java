package gateway.sessions;

import gateway.customers.Phone;
import gateway.shared.ids.ChallengeId;
import java.time.Instant;

/**
 * A one-time code on its way.
 *
 * @param text the sentence with the code in it, shown and kept nowhere
 * @param expiresAt from then on nobody needs it
 */
public record CodeMessage(ChallengeId id, Phone phone, String text, Instant expiresAt) {

    @Override
    public String toString() {
        return "CodeMessage[" + id + " to " + phone + "]";
    }
}
