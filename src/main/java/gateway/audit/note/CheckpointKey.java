package gateway.audit.note;

import gateway.platform.crypto.MasterKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.List;

/**
 * Signs checkpoints. The key follows from the master key, which the database never sees: whoever can write there cannot
 * sign.
 */
public final class CheckpointKey {

    private static final int BYTES = 32;

    private final PrivateKey key;
    private final VerifierKey verifier;

    private CheckpointKey(String name, byte[] seed) {
        try {
            var generator = KeyPairGenerator.getInstance("Ed25519", "SunEC");
            generator.initialize(NamedParameterSpec.ED25519, new Drawn(seed));
            var pair = generator.generateKeyPair();
            var kept = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
            if (!Arrays.equals(kept, seed)) {
                throw new IllegalStateException("This JDK draws Ed25519 keys in another way");
            }
            var encoded = pair.getPublic().getEncoded();
            this.key = pair.getPrivate();
            this.verifier = VerifierKey.of(name, Arrays.copyOfRange(encoded, encoded.length - BYTES, encoded.length));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has Ed25519", e);
        }
    }

    /** @param name the origin of the trail */
    public static CheckpointKey of(MasterKey master, String name) {
        return new CheckpointKey(name, master.derive("audit checkpoints"));
    }

    /** The origin of what it signs. */
    public String name() {
        return verifier.name();
    }

    public VerifierKey verifier() {
        return verifier;
    }

    public SignedNote sign(Checkpoint checkpoint) {
        var text = checkpoint.text();
        try {
            var signature = Signature.getInstance("Ed25519", "SunEC");
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return new SignedNote(text, List.of(verifier.signature(signature.sign())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has Ed25519", e);
        }
    }

    @Override
    public String toString() {
        return "CheckpointKey";
    }

    /** The public half follows from the private one; the JDK works it out only for keys that it draws. */
    private static final class Drawn extends SecureRandom {

        private static final long serialVersionUID = 1;

        private final byte[] seed;

        Drawn(byte[] seed) {
            this.seed = seed.clone();
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
        }
    }
}
