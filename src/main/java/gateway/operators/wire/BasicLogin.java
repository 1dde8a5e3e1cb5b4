package gateway.operators.wire;

import gateway.platform.crypto.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A name and a password as HTTP Basic carries them (RFC 7617); only hashes are kept. */
@SuppressWarnings("ArrayRecordComponent") // Never compared but through matches.
public record BasicLogin(byte[] login, byte[] password) {

    private static final String SCHEME = "basic ";
    private static final int LONGEST = 1_024;

    /** Empty when the header is none, or not of this kind. */
    public static Optional<BasicLogin> parse(@Nullable String header) {
        if (header == null
                || header.length() > LONGEST
                || !header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return Optional.empty();
        }
        return decoded(header.substring(SCHEME.length()).strip()).flatMap(BasicLogin::split);
    }

    private static Optional<String> decoded(String base64) {
        try {
            return Optional.of(new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static Optional<BasicLogin> split(String pair) {
        int colon = pair.indexOf(':');
        return colon < 0
                ? Optional.empty()
                : Optional.of(
                        new BasicLogin(Sha256.of(pair.substring(0, colon)), Sha256.of(pair.substring(colon + 1))));
    }

    /** Takes as long for a wrong name as for a wrong password. */
    public boolean matches(String expectedLogin, byte[] expectedPassword) {
        boolean name = MessageDigest.isEqual(login, Sha256.of(expectedLogin));
        boolean word = MessageDigest.isEqual(password, expectedPassword);
        return name && word;
    }

    @Override
    public String toString() {
        return "BasicLogin[***]";
    }
}
