package gateway.platform.journal;

import java.util.regex.Pattern;

/** The text of a statement that is put together from several writers' parts: its parameters get their numbers. */
final class BatchText {

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private final StringBuilder text = new StringBuilder();
    private int parameters;

    BatchText add(String piece) {
        text.append(piece);
        return this;
    }

    /** A piece whose every {@code ?} becomes the next parameter. */
    BatchText addWithParameters(String piece) {
        var numbered = new StringBuilder();
        for (char letter : piece.strip().toCharArray()) {
            if (letter == '?') {
                numbered.append('$').append(++parameters);
            } else {
                numbered.append(letter);
            }
        }
        text.append(ArrayTable.asSelectLists(numbered.toString()));
        return this;
    }

    // The driver reads every letter again each time, and a third of them are indentation.
    @Override
    public String toString() {
        return BLANKS.matcher(text).replaceAll(" ");
    }
}
