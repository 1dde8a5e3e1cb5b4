package gateway.operators.click;

import gateway.operators.click.ClickMessage.Signed;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Click's signature: MD5 over the fields and the secret, without anything between them. The protocol has no better. */
final class ClickSignature {

    private ClickSignature() {}

    /** In constant time. Nothing is right without a secret. */
    static boolean isRight(Signed signed, @Nullable String secret) {
        if (secret == null) {
            return false;
        }
        var right = of(signed.beforeSecret() + secret + signed.afterSecret());
        return MessageDigest.isEqual(ascii(right), ascii(signed.signature()));
    }

    static String of(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has MD5", e);
        }
    }

    private static byte[] ascii(String hex) {
        return hex.getBytes(StandardCharsets.US_ASCII);
    }
}
