package gateway.issuing;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which PINs a holder may choose. */
final class PinRules {

    private static final Pattern PIN = Pattern.compile("[0-9]{4,12}");
    private static final Pattern ONE_DIGIT = Pattern.compile("(.)\\1*");
    private static final Pattern PAIRS = Pattern.compile("(..)\\1+");
    private static final Pattern YEAR = Pattern.compile("(19|20)[0-9]{2}");
    private static final String UP = "01234567890123456789";
    private static final String DOWN = new StringBuilder(UP).reverse().toString();

    /** Keyboard patterns and what people choose most, beyond what the patterns above catch. */
    private static final Set<String> COMMON = Set.of(
            "1122", "1133", "1313", "1004", "1342", "1379", "2580", "0852", "2468", "1357", "9753", "8642", "6969",
            "7410", "1470", "3690", "0963", "4711", "1230", "3210", "112233", "123321", "159357", "147258", "789456");

    private PinRules() {}

    /** What speaks against it; empty when nothing does. */
    static Optional<IssuingProblem> complaint(String pin) {
        if (!PIN.matcher(pin).matches()) {
            return Optional.of(IssuingProblem.PIN_UNFIT);
        }
        return isEasy(pin) ? Optional.of(IssuingProblem.PIN_TOO_EASY) : Optional.empty();
    }

    private static boolean isEasy(String pin) {
        return ONE_DIGIT.matcher(pin).matches()
                || PAIRS.matcher(pin).matches()
                || YEAR.matcher(pin).matches()
                || UP.contains(pin)
                || DOWN.contains(pin)
                || COMMON.contains(pin);
    }
}
