package gateway.cards;

import java.util.Optional;
import java.util.regex.Pattern;

/** A primary account number. It never prints itself; only {@code cards} and {@code processors} may hold one. */
public final class Pan {

    private static final Pattern DIGITS = Pattern.compile("[0-9]{12,19}");

    private final String digits;

    private Pan(String digits) {
        this.digits = digits;
    }

    /** Empty when the text is not 12 to 19 digits that satisfy Luhn (ISO/IEC 7812-1 annex B). */
    public static Optional<Pan> parse(String text) {
        return DIGITS.matcher(text).matches() && luhn(text) ? Optional.of(new Pan(text)) : Optional.empty();
    }

    /** The bare digits, for the wire and for the vault only. */
    public String reveal() {
        return digits;
    }

    /** What people may see (PCI DSS 3.4.1): first six and last four digits. */
    public String masked() {
        return digits.substring(0, 6) + "*".repeat(digits.length() - 10) + digits.substring(digits.length() - 4);
    }

    private static boolean luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int doubled = digit * 2;
            sum += i % 2 == 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Pan pan && pan.digits.equals(digits);
    }

    @Override
    public int hashCode() {
        return digits.hashCode();
    }

    @Override
    public String toString() {
        return masked();
    }
}
