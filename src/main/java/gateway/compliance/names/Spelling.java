package gateway.compliance.names;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;

/**
 * The same letters for what looks the same: lower case, one apostrophe for all of them, no marks but those that make
 * another letter, nothing invisible, one space between words. Doing it twice changes nothing.
 */
public final class Spelling {

    /** The apostrophe of the Uzbek alphabet (U+02BB), for every sign that people type instead. */
    static final char OKINA = '\u02BB';

    private static final String APOSTROPHES =
            "'`\u00B4\u02B9\u02BB\u02BC\u02BD\u02BE\u02BF\u02C8\u2018\u2019\u201B\u2032\uFF07";

    // With their marks they are other letters, not accented ones.
    private static final String LETTERS_WITH_MARKS = "йўёşçğõ";

    private Spelling() {}

    /** Letters, digits, apostrophes and single spaces; empty when there is nothing of these. */
    public static String of(String text) {
        var visible = Normalizer.normalize(visible(text), Form.NFKC).toLowerCase(Locale.ROOT);
        var plain = new StringBuilder(visible.length());
        Normalizer.normalize(visible, Form.NFC).codePoints().forEach(each -> add(each, plain));
        return plain.toString().strip();
    }

    // Before anything is composed: what is invisible may part a letter from its mark, and the acute accent as a sign of
    // its own would turn into a space.
    private static String visible(String text) {
        var visible = new StringBuilder(text.length());
        text.codePoints().filter(Spelling::isVisible).forEach(each -> {
            visible.appendCodePoint(APOSTROPHES.indexOf(each) >= 0 ? OKINA : each);
        });
        return visible.toString();
    }

    private static boolean isVisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> false;
            case Character.CONTROL -> Character.isWhitespace(codePoint);
            default -> true;
        };
    }

    private static void add(int codePoint, StringBuilder plain) {
        if (LETTERS_WITH_MARKS.indexOf(codePoint) >= 0) {
            plain.appendCodePoint(codePoint);
        } else if (codePoint < 0x80) {
            addPlain(codePoint, plain);
        } else {
            Normalizer.normalize(Character.toString(codePoint), Form.NFD)
                    .codePoints()
                    .filter(each -> !isMark(each))
                    .forEach(each -> addPlain(each, plain));
        }
    }

    private static void addPlain(int codePoint, StringBuilder plain) {
        if (APOSTROPHES.indexOf(codePoint) >= 0) {
            plain.append(OKINA);
        } else if (Character.isLetterOrDigit(codePoint)) {
            plain.appendCodePoint(codePoint);
        } else if (!plain.isEmpty() && plain.charAt(plain.length() - 1) != ' ') {
            plain.append(' ');
        }
    }

    private static boolean isMark(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }
}
