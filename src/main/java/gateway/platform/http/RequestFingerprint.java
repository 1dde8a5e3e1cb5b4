package gateway.platform.http;

import gateway.platform.crypto.MasterKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Tells two requests apart: a keyed digest (HMAC-SHA-256) over method, path with query, and the exact bytes of the
 * body. Keyed, because a body may hold a card number, and a bare hash of one can be searched for (PCI DSS 3.5.1.1).
 */
public final class RequestFingerprint {

    private final byte[] digest;

    private RequestFingerprint(byte[] digest) {
        this.digest = digest;
    }

    static RequestFingerprint of(MasterKey.Seal seal, String method, String pathAndQuery, byte[] body) {
        var sha256 = sha256();
        sha256.update(method.getBytes(StandardCharsets.UTF_8));
        sha256.update((byte) '\n');
        sha256.update(pathAndQuery.getBytes(StandardCharsets.UTF_8));
        sha256.update((byte) '\n');
        return new RequestFingerprint(seal.of(sha256.digest(body)));
    }

    /** A copy; 32 bytes. */
    public byte[] bytes() {
        return digest.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RequestFingerprint that && MessageDigest.isEqual(digest, that.digest);
    }

    @Override
    public int hashCode() {
        return java.util.Arrays.hashCode(digest);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(digest);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
