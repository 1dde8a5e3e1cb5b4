package gateway.platform.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signs messages between us and a counterparty that shares a secret with us: HMAC-SHA-256 over time, method, path and
 * the SHA-256 of the body, one a line, written {@code t=<epoch seconds>,v1=<hex>}. Old ones are refused; a repeat
 * within that time does no harm, because every message has an id.
 *
 * <p>An answer has {@link #ANSWER} for its method and the seal of what it answers for its path, so that it fits no
 * other question.
 */
public final class MessageSeal {

    public static final String HEADER = "Message-Signature";
    public static final String ANSWER = "ANSWER";

    /** Anything shorter is guessed. */
    public static final int SHORTEST_SECRET = 16;

    private static final String ALGORITHM = "HmacSHA256";
    private static final Pattern TEXT = Pattern.compile("t=([0-9]{1,12}),v1=([0-9a-f]{64})");
    private static final Duration OLDEST = Duration.ofMinutes(5);

    private final String secret;
    private final Clock clock;

    /** @param secret what both sides sign with; with an empty one no seal is right */
    public MessageSeal(String secret, Clock clock) {
        this.secret = secret;
        this.clock = clock;
    }

    public String sign(String method, String path, byte[] body) {
        long at = clock.instant().getEpochSecond();
        return "t=" + at + ",v1=" + HexFormat.of().formatHex(seal(at, method, path, body));
    }

    /** Whether whoever knows the secret said this just now. */
    public boolean isRight(@Nullable String signature, String method, String path, byte[] body) {
        if (secret.isEmpty() || signature == null) {
            return false;
        }
        var found = TEXT.matcher(signature);
        if (!found.matches()) {
            return false;
        }
        long at = Long.parseLong(found.group(1));
        boolean same = MessageDigest.isEqual(
                seal(at, method, path, body), HexFormat.of().parseHex(found.group(2)));
        var age = Duration.between(Instant.ofEpochSecond(at), clock.instant()).abs();
        return same && age.compareTo(OLDEST) <= 0;
    }

    private byte[] seal(long at, String method, String path, byte[] body) {
        var text = String.join(
                "\n", String.valueOf(at), method, path, HexFormat.of().formatHex(Sha256.of(body)));
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "MessageSeal";
    }
}
