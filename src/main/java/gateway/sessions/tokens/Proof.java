package gateway.sessions.tokens;

import gateway.platform.crypto.Sha256;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/**
 * A proof that holds for its request; whether it was used before is still to be seen.
 *
 * @param key thumbprint of the key that made it (RFC 7638)
 * @param identity hash of key and {@code jti}: the same for every copy, of fixed size whatever the client chose
 */
public record Proof(String key, byte[] identity) {

    private static final int IDENTITY_BYTES = 16;

    static Proof of(String key, String id) {
        return new Proof(key, Arrays.copyOf(Sha256.of(key + "." + id), IDENTITY_BYTES));
    }

    long shortIdentity() {
        return ByteBuffer.wrap(identity).getLong();
    }

    String identityText() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(identity);
    }
}
