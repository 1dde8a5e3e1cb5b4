package gateway.operators;

import gateway.shared.ids.TimeOrderedIds;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What people type to top up a card: eleven digits that begin with 0, so that they are no phone, and end with one that
 * catches mistyped ones. They name a card and tell nothing of its number.
 */
public record TopUpCode(String text) {

    private static final Pattern FORM = Pattern.compile("0[0-9]{10}");
    private static final int LONGEST = 32;

    /** The largest prime of nine digits, and a number by which multiples of it scatter. */
    private static final long PRIME = 999_999_937;

    private static final long SCATTER = 618_033_988;

    /** However it was typed; empty when the text is no such code. */
    public static Optional<TopUpCode> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        var digits = text.strip().replaceAll("[ -]", "");
        return FORM.matcher(digits).matches() && digits.equals(checked(digits.substring(0, digits.length() - 1)))
                ? Optional.of(new TopUpCode(digits))
                : Optional.empty();
    }

    /** The nth code; neighbours look nothing like each other, and no two are the same. */
    public static TopUpCode of(long n) {
        if (n < 1 || n >= PRIME) {
            throw new IllegalArgumentException("There is no code " + n);
        }
        return new TopUpCode(checked("0%09d".formatted(n * SCATTER % PRIME)));
    }

    /** With the digit that makes every second one, doubled, and the others a multiple of ten (Luhn). */
    private static String checked(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            sum += i % 2 == 0 ? digit * 2 / 10 + digit * 2 % 10 : digit;
        }
        return digits + (10 - sum % 10) % 10;
    }

    /** Where it is kept. */
    public int shard() {
        return Math.floorMod(text.hashCode(), TimeOrderedIds.SHARDS);
    }

    @Override
    public String toString() {
        return text;
    }
}
