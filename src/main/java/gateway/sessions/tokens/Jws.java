package gateway.sessions.tokens;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * A JSON Web Signature in compact form (RFC 7515 section 7.1), taken apart and not yet believed.
 *
 * @param header base64url, as it came
 * @param payload decoded
 * @param signed what the signature is over
 */
record Jws(String header, byte[] payload, byte[] signed, byte[] signature) {

    /** 64 bytes in base64url. */
    private static final int SIGNATURE_CHARS = 86;

    /**
     * The last character of 64 bytes carries four bits that mean nothing; only zeros are accepted, so one signature has
     * one text.
     */
    private static final String LAST_CHARS = "AQgw";

    static Optional<Jws> parse(String compact, int longest) {
        if (compact.length() > longest) {
            return Optional.empty();
        }
        int first = compact.indexOf('.');
        int second = compact.indexOf('.', first + 1);
        if (first <= 0 || second < 0 || compact.length() - second - 1 != SIGNATURE_CHARS) {
            return Optional.empty();
        }
        if (LAST_CHARS.indexOf(compact.charAt(compact.length() - 1)) < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Jws(
                    compact.substring(0, first),
                    decode(compact.substring(first + 1, second)),
                    compact.substring(0, second).getBytes(StandardCharsets.ISO_8859_1),
                    decode(compact.substring(second + 1))));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static byte[] decode(String base64) {
        return Base64.getUrlDecoder().decode(base64.getBytes(StandardCharsets.ISO_8859_1));
    }
}
