package gateway.cards;

/** Card numbers for tests: right check digit, nobody's. */
public final class Numbers {

    private Numbers() {}

    public static String uzcard(int n) {
        return complete("86001234" + "%07d".formatted(n));
    }

    public static String humo(int n) {
        return complete("98600112" + "%07d".formatted(n));
    }

    public static String visa(int n) {
        return complete("41000000" + "%07d".formatted(n));
    }

    public static Pan pan(String digits) {
        return Pan.parse(digits).orElseThrow();
    }

    /** Appends the check digit (ISO/IEC 7812-1 annex B), written apart from the code under test: try all ten. */
    public static String complete(String digits) {
        for (char check = '0'; check <= '9'; check++) {
            if (sum(digits + check) % 10 == 0) {
                return digits + check;
            }
        }
        throw new IllegalStateException("One of ten always fits");
    }

    private static int sum(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = Character.digit(digits.charAt(i), 10);
            boolean doubled = (digits.length() - i) % 2 == 0;
            sum += doubled ? (2 * digit) / 10 + (2 * digit) % 10 : digit;
        }
        return sum;
    }
}
