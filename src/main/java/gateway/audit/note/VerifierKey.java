package gateway.audit.note;

import gateway.platform.crypto.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** The public half of an Ed25519 key with the name under which it signs; written {@code name+id+key} (C2SP). */
public final class VerifierKey {

    private static final byte ED25519 = 1;
    private static final int KEY_BYTES = 32;
    private static final int ID_BYTES = 4;

    /** What an encoded Ed25519 key begins with (RFC 8410). */
    private static final byte[] ENCODED = HexFormat.of().parseHex("302a300506032b6570032100");

    private final String name;
    private final byte[] raw;
    private final byte[] id;
    private final PublicKey key;

    private VerifierKey(String name, byte[] raw) {
        if (!SignedNote.isName(name) || raw.length != KEY_BYTES) {
            throw new MalformedNote("A key has a name and 32 bytes");
        }
        this.name = name;
        this.raw = raw.clone();
        this.id = id(name, raw);
        this.key = decoded(raw);
    }

    static VerifierKey of(String name, byte[] raw) {
        return new VerifierKey(name, raw);
    }

    /** Errors with {@link MalformedNote}. */
    public static VerifierKey parse(String written) {
        var parts = written.split("\\+", 3);
        if (parts.length != 3) {
            throw new MalformedNote("A key is written name+id+key");
        }
        var typed = SignedNote.decoded(parts[2]);
        if (typed.length != 1 + KEY_BYTES || typed[0] != ED25519) {
            throw new MalformedNote("Only Ed25519 keys sign here");
        }
        var parsed = new VerifierKey(parts[0], Arrays.copyOfRange(typed, 1, typed.length));
        if (!parsed.written().equals(written)) {
            throw new MalformedNote("The id is another key's");
        }
        return parsed;
    }

    String name() {
        return name;
    }

    public String written() {
        var typed = ByteBuffer.allocate(1 + KEY_BYTES).put(ED25519).put(raw).array();
        return name + "+" + HexFormat.of().formatHex(id) + "+"
                + Base64.getEncoder().encodeToString(typed);
    }

    /** What stands in a note above its signature. */
    SignedNote.Signature signature(byte[] signed) {
        return new SignedNote.Signature(
                name,
                ByteBuffer.allocate(ID_BYTES + signed.length)
                        .put(id)
                        .put(signed)
                        .array());
    }

    /** Whether the first signature that claims to be by this key is. */
    public boolean hasSigned(SignedNote note) {
        return note.signatures().stream()
                .filter(it -> it.name().equals(name) && Arrays.equals(it.keyId(), id))
                .findFirst()
                .map(it -> verifies(note.text().getBytes(StandardCharsets.UTF_8), it.signature()))
                .orElse(false);
    }

    private boolean verifies(byte[] text, byte[] signature) {
        try {
            var verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(text);
            return verifier.verify(signature);
        } catch (SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has Ed25519", e);
        }
    }

    private static byte[] id(String name, byte[] raw) {
        var digest = Sha256.begin();
        digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
        digest.update(ED25519);
        return Arrays.copyOf(digest.digest(raw), ID_BYTES);
    }

    private static PublicKey decoded(byte[] raw) {
        var encoded = ByteBuffer.allocate(ENCODED.length + raw.length)
                .put(ENCODED)
                .put(raw)
                .array();
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new MalformedNote("These bytes are no key");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifierKey it && it.name.equals(name) && MessageDigest.isEqual(it.raw, raw);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(id);
    }

    @Override
    public String toString() {
        return written();
    }
}
