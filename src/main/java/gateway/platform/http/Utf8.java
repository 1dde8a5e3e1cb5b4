package gateway.platform.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Tells UTF-8 text from other bytes, quickly when it is plain ASCII. */
final class Utf8 {

    private Utf8() {}

    /** False also for a zero byte: it never stands in JSON and would make the parser guess UTF-16 or UTF-32. */
    static boolean isText(byte[] bytes) {
        var ascii = true;
        for (byte each : bytes) {
            if (each == 0) {
                return false;
            }
            ascii &= each > 0;
        }
        return ascii || decodes(bytes);
    }

    private static boolean decodes(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException notText) {
            return false;
        }
    }
}
