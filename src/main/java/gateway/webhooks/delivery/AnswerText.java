package gateway.webhooks.delivery;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The beginning of a partner's answer, without what nobody may keep: card numbers, keys, tokens, odd characters. */
final class AnswerText {

    static final int LONGEST = 512;

    private static final Pattern SECRETS = Pattern.compile(
            // Card and account numbers, spaced or not.
            "[0-9](?:[ -]?[0-9]){11,}"
                    // Keys and tokens: what is long and has no meaning to a reader.
                    + "|(?:whsec|whsk|whpk|oqk)_[\\w+/=-]+"
                    + "|(?i:bearer|basic|dpop)\\s+[\\w.~+/=-]+"
                    + "|[\\w+/=-]{32,}(?:\\.[\\w+/=-]+)*");

    private static final Pattern ODD = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cn}\\p{Cs}\\uFFFD]+");

    private AnswerText() {}

    static String of(byte[] beginning) {
        var text = ODD.matcher(new String(beginning, StandardCharsets.UTF_8)).replaceAll(" ");
        var clean = SECRETS.matcher(text).replaceAll("[…]").strip();
        return clean.length() > LONGEST ? clean.substring(0, end(clean)) : clean;
    }

    // Half a character is none.
    private static int end(String clean) {
        return Character.isHighSurrogate(clean.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    }
}
