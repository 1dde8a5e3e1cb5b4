package gateway.platform.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells two requests apart: SHA-256 over method, path with query, and the exact bytes of the body. */
public final class RequestFingerprint {

    private final byte[] digest;

    private RequestFingerprint(byte[] digest) {
        this.digest = digest;
    }

    public static RequestFingerprint of(String method, String pathAndQuery, byte[] body) {
        var sha256 = sha256();
        sha256.update(method.getBytes(StandardCharsets.UTF_8));
        sha256.update((byte) '\n');
        sha256.update(pathAndQuery.getBytes(StandardCharsets.UTF_8));
        sha256.update((byte) '\n');
        return new RequestFingerprint(sha256.digest(body));
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
