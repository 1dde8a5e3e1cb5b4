package gateway.audit.note;

import com.google.crypto.tink.subtle.Ed25519Sign;
import gateway.platform.crypto.MasterKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;

/**
 * Signs checkpoints. The key follows from the master key, which the database never sees: whoever can write there cannot
 * sign.
 */
public final class CheckpointKey {

    private final Ed25519Sign key;
    private final VerifierKey verifier;

    private CheckpointKey(String name, byte[] seed) {
        try {
            var pair = Ed25519Sign.KeyPair.newKeyPairFromSeed(seed);
            this.key = new Ed25519Sign(pair.getPrivateKey());
            this.verifier = VerifierKey.of(name, pair.getPublicKey());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A seed of 32 bytes is a key", e);
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
            var signature = key.sign(text.getBytes(StandardCharsets.UTF_8));
            return new SignedNote(text, List.of(verifier.signature(signature)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("An Ed25519 key signs whatever there is", e);
        }
    }

    @Override
    public String toString() {
        return "CheckpointKey";
    }
}
