package gateway.reconciliation.files;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records of RFC 4180, with any separator: a field may stand in quotation marks, and then have separators, ends of
 * lines and, doubled, quotation marks in it. A byte order mark before the first record is passed over.
 */
final class CsvRecords implements Closeable {

    private static final int LONGEST = 4_000;
    private static final int MOST_FIELDS = 64;
    private static final int BYTE_ORDER_MARK = '\uFEFF';

    private final BufferedReader text;
    private final Charset charset;
    private final char separator;
    private long line;
    private long linesInside;
    private int length;

    CsvRecords(InputStream bytes, Charset charset, char separator) {
        this.charset = charset;
        this.separator = separator;
        this.text = new BufferedReader(new InputStreamReader(
                bytes,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)));
    }

    /** On which line the last record begins, or would. */
    long line() {
        return line;
    }

    /** Null at the end. Not more of it is read than a record may have. */
    @Nullable
    List<String> next() throws FileRefused {
        line += 1 + linesInside;
        linesInside = 0;
        length = 0;
        int next = read();
        if (line == 1 && next == BYTE_ORDER_MARK) {
            next = read();
        }
        if (next < 0) {
            return null;
        }
        var fields = new ArrayList<String>();
        int end = field(next, fields);
        while (end == separator) {
            if (fields.size() > MOST_FIELDS) {
                throw refused("has too many fields");
            }
            end = field(read(), fields);
        }
        return fields;
    }

    /** Reads what begins with this character; returns what ended it: a separator, the line's end or the file's. */
    private int field(int first, List<String> fields) throws FileRefused {
        var field = new StringBuilder();
        int end = first == '"' ? quoted(field) : plain(first, field);
        fields.add(field.toString());
        return end;
    }

    private int plain(int first, StringBuilder field) throws FileRefused {
        int next = first;
        for (; next >= 0 && next != separator && next != '\n'; next = read()) {
            if (next == '"') {
                throw refused("has a quotation mark inside a field that does not begin with one");
            }
            field.append((char) next);
        }
        int last = field.length() - 1;
        if (next != separator && last >= 0 && field.charAt(last) == '\r') {
            field.setLength(last);
        }
        return next;
    }

    private int quoted(StringBuilder field) throws FileRefused {
        while (true) {
            int next = read();
            if (next == '"') {
                next = read();
                if (next != '"') {
                    return behind(next);
                }
            }
            if (next < 0) {
                throw refused("has a quotation mark that is not closed");
            }
            linesInside += next == '\n' ? 1 : 0;
            field.append((char) next);
        }
    }

    private int behind(int next) throws FileRefused {
        int end = next == '\r' ? read() : next;
        boolean ends = end < 0 || end == '\n' || (end == separator && next == separator);
        if (!ends) {
            throw refused("has something behind a closing quotation mark");
        }
        return end;
    }

    private int read() throws FileRefused {
        try {
            int next = text.read();
            // The end of the line comes on top.
            if (next >= 0 && ++length > LONGEST && (next != '\n' || length > LONGEST + 1)) {
                throw refused("is too long");
            }
            return next;
        } catch (CharacterCodingException e) {
            throw refused("is not " + charset.name() + " text, or a line near it is not");
        } catch (FileRefused e) {
            throw e;
        } catch (IOException e) {
            throw refused("cannot be read");
        }
    }

    private FileRefused refused(String reason) {
        return new FileRefused(line, reason);
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
