package sandbox.correspondent;

import java.util.List;
import java.util.Locale;

/**
 * What becomes of a transfer, chosen by words in the creditor's name: {@code Muster GmbH REJECT AC04}. Without any it
 * is delivered.
 *
 * @param word one of {@link #WORDS}
 * @param reason a code behind it, where one stands there
 */
record Behaviour(String word, String reason) {

    static final List<String> WORDS = List.of(
            "REJECT",
            "RETURN",
            "RETURNFEE",
            "RETURNPART",
            "SLOW",
            "SILENT",
            "TWICE",
            "CONTRADICT",
            "KEEP",
            "LATER",
            "REFUSE");

    private static final String DELIVERED = "";

    static Behaviour of(String creditor) {
        var words = List.of(creditor.toUpperCase(Locale.ROOT).split(" "));
        for (int i = 0; i < words.size(); i++) {
            if (WORDS.contains(words.get(i))) {
                var next = i + 1 < words.size() ? words.get(i + 1) : "";
                return new Behaviour(words.get(i), next.matches("[A-Z]{2}[A-Z0-9]{2}") ? next : "AC04");
            }
        }
        return new Behaviour(DELIVERED, "");
    }
}
