package gateway.compliance.lists;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Lines of a text file, numbered, none of them endless, in UTF-8 and nothing else. */
final class TextLines {

    private static final int LONGEST = 64 * 1024;
    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private final BufferedReader characters;
    private int number;
    private @Nullable String ahead;

    TextLines(InputStream bytes) throws ListRefused {
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        characters = new BufferedReader(new InputStreamReader(bytes, decoder));
        ahead = read();
        if (ahead != null && !ahead.isEmpty() && ahead.charAt(0) == BYTE_ORDER_MARK) {
            ahead = ahead.substring(1);
        }
    }

    boolean hasNext() {
        return ahead != null;
    }

    /** Of the line that came last, from 1. */
    int number() {
        return number;
    }

    String next() throws ListRefused {
        var line = ahead;
        if (line == null) {
            throw new ListRefused(number, "is the last one, and there must be more");
        }
        number++;
        ahead = read();
        return line;
    }

    private @Nullable String read() throws ListRefused {
        try {
            var line = new StringBuilder();
            int each = characters.read();
            if (each < 0) {
                return null;
            }
            while (each >= 0 && each != '\n') {
                if (line.length() >= LONGEST) {
                    throw new ListRefused(number + 1, "is too long");
                }
                line.append((char) each);
                each = characters.read();
            }
            return withoutReturn(line);
        } catch (CharacterCodingException e) {
            throw new ListRefused(number + 1, "or the one after it is not UTF-8");
        } catch (ListRefused refused) {
            throw refused;
        } catch (IOException e) {
            throw new ListRefused(number + 1, "cannot be read: " + e.getClass().getSimpleName());
        }
    }

    private static String withoutReturn(StringBuilder line) {
        int end = line.length();
        return end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString();
    }
}
