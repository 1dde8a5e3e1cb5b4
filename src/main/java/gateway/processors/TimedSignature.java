package gateway.processors;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * How Click and Uzum want to be told who asks: a digest of time and secret, good for a while. Click counts seconds,
 * Uzum milliseconds.
 */
public record TimedSignature(long userId, String secret) {

    /** @param now in the operator's unit */
    public String at(long now) {
        return userId + ":" + sha1(now + secret) + ":" + now;
    }

    private static String sha1(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-1", e);
        }
    }

    @Override
    public String toString() {
        return "TimedSignature[" + userId + "]";
    }
}
