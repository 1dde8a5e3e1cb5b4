package gateway.platform.iso20022;

import java.util.regex.Pattern;

/** International bank account numbers (ISO 13616). */
public final class Iban {

    private static final Pattern FORM = Pattern.compile("[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}");
    private static final int MODULUS = 97;
    private static final int HEAD = 4;
    private static final int DECIMAL = 10;
    private static final int ALPHABET = 36;

    private Iban() {}

    /** Whether it has the form, without blanks, and its check digits are right (mod 97). */
    public static boolean isRight(String text) {
        if (!FORM.matcher(text).matches()) {
            return false;
        }
        var turned = text.substring(HEAD) + text.substring(0, HEAD);
        int rest = 0;
        for (int i = 0; i < turned.length(); i++) {
            int digit = Character.digit(turned.charAt(i), ALPHABET);
            // A letter counts as two digits, A as 10.
            rest = (digit < DECIMAL ? rest * DECIMAL + digit : rest * DECIMAL * DECIMAL + digit) % MODULUS;
        }
        return rest == 1;
    }
}
