package sandbox.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The counterparties' own hand at the signature that both sides agreed on. */
public record Seal(String secret) {

    public static final String HEADER = "Message-Signature";

    private static final Pattern TEXT = Pattern.compile("t=([0-9]{1,12}),v1=([0-9a-f]{64})");
    private static final long OLDEST_SECONDS = 300;

    public String sign(String method, String path, byte[] body) {
        long at = Instant.now().getEpochSecond();
        return "t=" + at + ",v1=" + of(at, method, path, body);
    }

    public boolean isRight(@Nullable String signature, String method, String path, byte[] body) {
        var found = TEXT.matcher(String.valueOf(signature));
        if (!found.matches()) {
            return false;
        }
        long at = Long.parseLong(found.group(1));
        return of(at, method, path, body).equals(found.group(2))
                && Math.abs(Instant.now().getEpochSecond() - at) <= OLDEST_SECONDS;
    }

    private String of(long at, String method, String path, byte[] body) {
        try {
            var digest = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(body));
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            var text = at + "\n" + method + "\n" + path + "\n" + digest;
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has these", e);
        }
    }

    @Override
    public String toString() {
        return "Seal";
    }
}
