package gateway.processors.uzum;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/** Uzum's {@code Authorization}: who asks, a digest of time and secret, and the time in milliseconds; good for 50 s. */
record UzumSignature(long userId, String secret) {

    String at(Instant now) {
        long millis = now.toEpochMilli();
        return userId + ":" + sha1(millis + secret) + ":" + millis;
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
        return "UzumSignature[" + userId + "]";
    }
}
