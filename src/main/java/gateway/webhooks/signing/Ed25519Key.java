package gateway.webhooks.signing;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/** A key pair of which the partner has the public half; signatures {@code v1a} (ed25519). */
public final class Ed25519Key implements SigningKey {

    private static final int HALF = 32;
    private static final String ALGORITHM = "Ed25519";

    private final byte[] seed;
    private final byte[] publicHalf;
    private final PrivateKey key;

    /** @param kept the seed, and the public half behind it */
    public Ed25519Key(byte[] kept) {
        if (kept.length != 2 * HALF) {
            throw new IllegalArgumentException("A kept pair has 64 bytes, not " + kept.length);
        }
        this.seed = Arrays.copyOf(kept, HALF);
        this.publicHalf = Arrays.copyOfRange(kept, HALF, 2 * HALF);
        try {
            this.key = KeyFactory.getInstance(ALGORITHM)
                    .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has Ed25519", e);
        }
    }

    static Ed25519Key draw() {
        try {
            var pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            var kept = Arrays.copyOf(
                    ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow(), 2 * HALF);
            // The last 32 bytes of its encoding are the key as RFC 8032 writes it.
            var encoded = pair.getPublic().getEncoded();
            System.arraycopy(encoded, encoded.length - HALF, kept, HALF, HALF);
            return new Ed25519Key(kept);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has Ed25519", e);
        }
    }

    @Override
    public String shown() {
        return "whpk_" + Base64.getEncoder().encodeToString(publicHalf);
    }

    @Override
    public byte[] kept() {
        var kept = Arrays.copyOf(seed, 2 * HALF);
        System.arraycopy(publicHalf, 0, kept, HALF, HALF);
        return kept;
    }

    @Override
    public String sign(byte[] content) {
        try {
            var signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(content);
            return "v1a," + Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has Ed25519", e);
        }
    }

    @Override
    public String toString() {
        return "Ed25519Key";
    }
}
