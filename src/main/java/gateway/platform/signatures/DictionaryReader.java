package gateway.platform.signatures;

import gateway.platform.signatures.Member.InnerList;
import gateway.platform.signatures.Member.Item;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Reads dictionaries (RFC 9651 section 4.2.2) of whole numbers, texts, words, bytes and flags. Stricter than the
 * standard in one thing: a name that comes twice makes the whole field unreadable, where the standard takes the last.
 */
final class DictionaryReader {

    private static final int LONGEST = 8 * 1024;
    private static final int MOST_DIGITS = 15;
    private static final int END = -1;

    private final String text;
    private int at;

    private DictionaryReader(String text) {
        this.text = text;
    }

    /** Thrown within and never let out. */
    private static final class Unreadable extends RuntimeException {

        private Unreadable() {
            super("Not a dictionary", null, false, false);
        }
    }

    /** Empty when the lines of the header are no such dictionary, or when there are none. */
    static Optional<Map<String, Member>> read(List<String> lines) {
        var joined = String.join(", ", lines);
        if (lines.isEmpty() || joined.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            return Optional.of(new DictionaryReader(joined).dictionary());
        } catch (Unreadable _) {
            return Optional.empty();
        }
    }

    private Map<String, Member> dictionary() {
        var members = new LinkedHashMap<String, Member>();
        skip(' ');
        boolean more = true;
        while (more) {
            var key = key();
            if (members.put(key, member()) != null) {
                throw new Unreadable();
            }
            skipWhitespace();
            more = took(',');
            skipWhitespace();
        }
        if (peek() != END) {
            throw new Unreadable();
        }
        return members;
    }

    private Member member() {
        if (!took('=')) {
            return new Item(new Bare.Flag(true), parameters());
        }
        return peek() == '(' ? innerList() : item();
    }

    private InnerList innerList() {
        take('(');
        var items = new ArrayList<Item>();
        skip(' ');
        while (!took(')')) {
            items.add(item());
            if (peek() != ')' && peek() != ' ') {
                throw new Unreadable();
            }
            skip(' ');
        }
        return new InnerList(items, parameters());
    }

    private Item item() {
        return new Item(bare(), parameters());
    }

    private Map<String, Bare> parameters() {
        var parameters = new LinkedHashMap<String, Bare>();
        while (took(';')) {
            skip(' ');
            var key = key();
            if (parameters.put(key, took('=') ? bare() : new Bare.Flag(true)) != null) {
                throw new Unreadable();
            }
        }
        return parameters;
    }

    private String key() {
        if (!isLower(peek()) && peek() != '*') {
            throw new Unreadable();
        }
        return run(c -> isLower(c) || isDigit(c) || "_-.*".indexOf(c) >= 0);
    }

    private Bare bare() {
        int first = peek();
        if (first == '"') {
            return text();
        }
        if (first == ':') {
            return bytes();
        }
        if (first == '?') {
            return flag();
        }
        if (first == '-' || isDigit(first)) {
            return whole();
        }
        if (isLetter(first) || first == '*') {
            return new Bare.Token(run(DictionaryReader::isTokenPart));
        }
        throw new Unreadable();
    }

    private Bare.Text text() {
        take('"');
        var value = new StringBuilder();
        while (!took('"')) {
            int c = next();
            if (c == '\\') {
                c = next();
                if (c != '"' && c != '\\') {
                    throw new Unreadable();
                }
            } else if (c < ' ' || c > '~') {
                throw new Unreadable();
            }
            value.append((char) c);
        }
        return new Bare.Text(value.toString());
    }

    private Bare.Bytes bytes() {
        take(':');
        var base64 = run(c -> isLetter(c) || isDigit(c) || "+/=".indexOf(c) >= 0);
        take(':');
        try {
            var value = Base64.getDecoder().decode(base64);
            // One way to write the same bytes: with their padding, and nothing in it.
            if (!Base64.getEncoder().encodeToString(value).equals(base64)) {
                throw new Unreadable();
            }
            return new Bare.Bytes(value);
        } catch (IllegalArgumentException _) {
            throw new Unreadable();
        }
    }

    private Bare.Flag flag() {
        take('?');
        return switch (next()) {
            case '1' -> new Bare.Flag(true);
            case '0' -> new Bare.Flag(false);
            default -> throw new Unreadable();
        };
    }

    private Bare.Whole whole() {
        boolean negative = took('-');
        var digits = run(DictionaryReader::isDigit);
        if (digits.isEmpty() || digits.length() > MOST_DIGITS || peek() == '.') {
            throw new Unreadable();
        }
        long value = Long.parseLong(digits);
        return new Bare.Whole(negative ? -value : value);
    }

    private String run(IntPredicate isPart) {
        int from = at;
        while (peek() != END && isPart.test(peek())) {
            at++;
        }
        return text.substring(from, at);
    }

    private void skip(char c) {
        while (peek() == c) {
            at++;
        }
    }

    private void skipWhitespace() {
        while (peek() == ' ' || peek() == '\t') {
            at++;
        }
    }

    private boolean took(char c) {
        boolean is = peek() == c;
        at += is ? 1 : 0;
        return is;
    }

    private void take(char c) {
        if (!took(c)) {
            throw new Unreadable();
        }
    }

    private int next() {
        int c = peek();
        if (c == END) {
            throw new Unreadable();
        }
        at++;
        return c;
    }

    private int peek() {
        return at < text.length() ? text.charAt(at) : END;
    }

    private static boolean isTokenPart(int c) {
        return isLetter(c) || isDigit(c) || "!#$%&'*+-.^_`|~:/".indexOf(c) >= 0;
    }

    private static boolean isLetter(int c) {
        return isLower(c) || (c >= 'A' && c <= 'Z');
    }

    private static boolean isLower(int c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
