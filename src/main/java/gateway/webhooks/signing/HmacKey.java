package gateway.webhooks.signing;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A secret that the partner has too; signatures {@code v1} (HMAC-SHA-256). */
public final class HmacKey implements SigningKey {

    private static final int BYTES = 32;
    private static final int SHORTEST = 24;
    private static final int LONGEST = 64;
    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] secret;

    public HmacKey(byte[] secret) {
        if (secret.length < SHORTEST || secret.length > LONGEST) {
            throw new IllegalArgumentException("A secret has 24 to 64 bytes, not " + secret.length);
        }
        this.secret = secret.clone();
    }

    static HmacKey draw(RandomGenerator random) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new HmacKey(bytes);
    }

    @Override
    public String shown() {
        return "whsec_" + Base64.getEncoder().encodeToString(secret);
    }

    @Override
    public byte[] kept() {
        return secret.clone();
    }

    @Override
    public String sign(byte[] content) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(content));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is not available", e);
        }
    }

    @Override
    public String toString() {
        return "HmacKey";
    }
}
