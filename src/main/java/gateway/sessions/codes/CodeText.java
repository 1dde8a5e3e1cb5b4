package gateway.sessions.codes;

import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * What a one-time code looks like: digits and Latin letters, at least one of each, none that is easily taken for
 * another.
 */
final class CodeText {

    static final String DIGITS = "23456789";
    static final String LETTERS = "ACDEFHJKMNPQRTUVWXY";
    private static final String ALPHABET = DIGITS + LETTERS;

    private CodeText() {}

    /** Every valid code is equally likely: codes without a digit or without a letter are thrown away and drawn anew. */
    static String draw(int length, RandomGenerator random) {
        while (true) {
            var code = new StringBuilder(length);
            for (int i = 0; i < length; i++) {
                code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
            if (hasBoth(code)) {
                return code.toString();
            }
        }
    }

    /** As a person may type it. */
    static String normalised(String typed) {
        return typed.strip().toUpperCase(Locale.ROOT);
    }

    private static boolean hasBoth(CharSequence code) {
        return code.chars().anyMatch(it -> DIGITS.indexOf(it) >= 0)
                && code.chars().anyMatch(it -> LETTERS.indexOf(it) >= 0);
    }
}
