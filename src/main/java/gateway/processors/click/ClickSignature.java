package gateway.processors.click;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/** Click's {@code Auth} header: who asks, a digest of time and secret, and the time in seconds. */
record ClickSignature(long userId, String secret) {

    String at(Instant now) {
        long seconds = now.getEpochSecond();
        return userId + ":" + sha1(seconds + secret) + ":" + seconds;
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
        return "ClickSignature[" + userId + "]";
    }
}
