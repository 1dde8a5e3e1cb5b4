package gateway.customers;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The personal number of a natural person in Uzbekistan: century and sex, birth date, place, number, check digit. That
 * the check digit follows the weights 7, 3, 1 (as in ICAO 9303) is inferred, not read in the law.
 */
public record Pinfl(String digits) {

    private static final Pattern FORM = Pattern.compile("[1-6][0-9]{13}");
    private static final int[] WEIGHTS = {7, 3, 1};
    private static final int LAST = 13;
    private static final int FIRST_CENTURY = 1800;

    /** Empty when the text is no such number, its check digit is wrong, or there is no such birth date. */
    public static Optional<Pinfl> parse(String text) {
        if (!FORM.matcher(text).matches() || text.charAt(LAST) - '0' != checkDigit(text)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Pinfl(text)).filter(pinfl -> pinfl.born().getYear() >= FIRST_CENTURY);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /** The fourteenth digit that belongs to the first thirteen. */
    public static int checkDigit(String digits) {
        int sum = 0;
        for (int i = 0; i < LAST; i++) {
            sum += (digits.charAt(i) - '0') * WEIGHTS[i % WEIGHTS.length];
        }
        return sum % 10;
    }

    /** As the number itself says. */
    public LocalDate born() {
        int century = FIRST_CENTURY + (digits.charAt(0) - '1') / 2 * 100;
        return LocalDate.of(century + number(5, 7), number(3, 5), number(1, 3));
    }

    /** As the number itself says. */
    public boolean isMale() {
        return (digits.charAt(0) - '0') % 2 == 1;
    }

    /** The first digit and the last two. */
    public String masked() {
        return digits.charAt(0) + "***********" + digits.substring(LAST - 1);
    }

    private int number(int from, int to) {
        return Integer.parseInt(digits.substring(from, to));
    }

    /** Personal data stays out of logs. */
    @Override
    public String toString() {
        return masked();
    }
}
