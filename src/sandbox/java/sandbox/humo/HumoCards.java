package sandbox.humo;

import java.util.Optional;

/**
 * The cards that exist: every 16-digit number that starts with 9860. All are good, expire in December 2030 and belong
 * to the phone 998901234567, except (n = digits of choice, L = Luhn digit):
 *
 * <table>
 *   <caption>Magic numbers</caption>
 *   <tr><td>98600099 0000 nnn L</td><td>payments from or to it are declined with action code nnn</td></tr>
 *   <tr><td>98600088 nnnnnnn L</td><td>the holder's phone is 99890nnnnnnn</td></tr>
 *   <tr><td>98600077 0000 nnn L</td><td>the middleware shows the card with status nnn; 118: no such card</td></tr>
 *   <tr><td>98600076 nnnnnnn L</td><td>the holder gets no messages ({@code mb.state} off)</td></tr>
 *   <tr><td>98600066 nnnnnnn L</td><td>a payment to it finishes when it is created (answered with action 10)</td></tr>
 *   <tr><td>98600065 nnnnnnn L</td><td>the same, but answered with action 4; its confirm is refused (902)</td></tr>
 * </table>
 *
 * <p>Such as: {@value #GOOD} and {@value #GOOD_TOO} (good), {@value #INSUFFICIENT_FUNDS} (116), {@value #EXPIRED}
 * (101), {@value #RESTRICTED} (104), {@value #FRAUD} (102).
 */
public final class HumoCards {

    public static final String GOOD = "9860010000000017";
    public static final String GOOD_TOO = "9860010000000025";
    public static final String INSUFFICIENT_FUNDS = "9860009900001166";
    public static final String EXPIRED = "9860009900001018";
    public static final String RESTRICTED = "9860009900001042";
    public static final String FRAUD = "9860009900001026";

    /** YYMM; every card's. */
    public static final String EXPIRY = "3012";

    static final String USUAL_PHONE = "998901234567";

    private HumoCards() {}

    /** A number with its Luhn digit. */
    public static String number(String fifteenDigits) {
        int sum = 0;
        for (int i = 0; i < fifteenDigits.length(); i++) {
            int digit = fifteenDigits.charAt(fifteenDigits.length() - 1 - i) - '0';
            int doubled = digit * 2;
            sum += i % 2 != 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
        }
        return fifteenDigits + (10 - sum % 10) % 10;
    }

    static boolean exists(String pan) {
        return pan.matches("9860[0-9]{12}") && number(pan.substring(0, 15)).equals(pan);
    }

    /** The action code with which payments are declined. */
    static Optional<String> decline(String pan) {
        if (!exists(pan)) {
            return Optional.of("111");
        }
        return pan.startsWith("986000990000") ? Optional.of(pan.substring(12, 15)) : Optional.empty();
    }

    static String status(String pan) {
        return pan.startsWith("986000770000") ? pan.substring(12, 15) : "000";
    }

    static String phone(String pan) {
        return pan.startsWith("98600088") ? "99890" + pan.substring(8, 15) : USUAL_PHONE;
    }

    static boolean getsMessages(String pan) {
        return !pan.startsWith("98600076");
    }

    static boolean finishesAtOnce(String pan) {
        return pan.startsWith("98600066") || finishesSilently(pan);
    }

    static boolean finishesSilently(String pan) {
        return pan.startsWith("98600065");
    }

    static String masked(String pan) {
        return pan.length() < 10 ? "?" : pan.substring(0, 6) + "******" + pan.substring(pan.length() - 4);
    }
}
