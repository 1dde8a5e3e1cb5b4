package gateway.operators.click;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A form as browsers send it ({@code application/x-www-form-urlencoded}): bounded, in UTF-8, no field twice. */
final class FormText {

    private static final int MOST_FIELDS = 64;
    private static final int HEX = 16;

    private FormText() {}

    /** Empty when the bytes are no such form. */
    static Optional<Map<String, String>> read(byte[] body) {
        var fields = new HashMap<String, String>();
        for (var pair : new String(body, StandardCharsets.ISO_8859_1).split("&", MOST_FIELDS + 1)) {
            int equals = pair.indexOf('=');
            var name = equals < 0 ? Optional.<String>empty() : decoded(pair.substring(0, equals));
            var value = decoded(pair.substring(equals + 1));
            if (fields.size() == MOST_FIELDS || name.isEmpty() || value.isEmpty()) {
                return Optional.empty();
            }
            if (fields.put(name.get(), value.get()) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(fields);
    }

    private static Optional<String> decoded(String text) {
        var bytes = ByteBuffer.allocate(text.length());
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '%') {
                if (at + 2 >= text.length()) {
                    return Optional.empty();
                }
                int high = Character.digit(text.charAt(at + 1), HEX);
                int low = Character.digit(text.charAt(at + 2), HEX);
                if (high < 0 || low < 0) {
                    return Optional.empty();
                }
                bytes.put((byte) (high * HEX + low));
                at += 2;
            } else {
                bytes.put((byte) (c == '+' ? ' ' : c));
            }
        }
        try {
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }
}
