package gateway.sessions.tokens;

import gateway.platform.crypto.MasterKey;
import gateway.shared.ids.SessionId;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Refresh tokens are not kept anywhere: one is its session and generation with a MAC over both, so that the successor
 * of a token is always the same and a stolen database holds none.
 */
@Component
public class RefreshTokens {

    private static final String PREFIX = "ort_";
    private static final int FACTS = 2 * Long.BYTES + Integer.BYTES;
    private static final int MAC = 32;

    private final MasterKey.Seal seal;

    RefreshTokens(MasterKey master) {
        this.seal = master.seal("refresh tokens");
    }

    /**
     * A token we made; whether it still counts is for the session to say.
     *
     * @param generation the first token of a session is number 1
     */
    public record Presented(SessionId session, int generation) {}

    public String of(SessionId session, int generation) {
        var facts = ByteBuffer.allocate(FACTS)
                .putLong(session.value().getMostSignificantBits())
                .putLong(session.value().getLeastSignificantBits())
                .putInt(generation)
                .array();
        var whole = ByteBuffer.allocate(FACTS + MAC).put(facts).put(seal.of(facts));
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(whole.array());
    }

    /** Empty when we did not make it. */
    public Optional<Presented> read(String text) {
        if (!text.startsWith(PREFIX)) {
            return Optional.empty();
        }
        try {
            return facts(Base64.getUrlDecoder().decode(text.substring(PREFIX.length())));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private Optional<Presented> facts(byte[] whole) {
        if (whole.length != FACTS + MAC) {
            return Optional.empty();
        }
        var mac = Arrays.copyOfRange(whole, FACTS, whole.length);
        if (!MessageDigest.isEqual(mac, seal.of(Arrays.copyOf(whole, FACTS)))) {
            return Optional.empty();
        }
        var buffer = ByteBuffer.wrap(whole);
        return Optional.of(new Presented(new SessionId(new UUID(buffer.getLong(), buffer.getLong())), buffer.getInt()));
    }
}
