package gateway.compliance.travel;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What IVMS101 allows texts to be; whatever is not is an {@link IllegalArgumentException} that names the field. */
final class TravelText {

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Pattern LEI = Pattern.compile("[A-Z0-9]{18}[0-9]{2}");

    private TravelText() {}

    static void check(String field, String text, int longest) {
        if (text.isBlank() || text.codePointCount(0, text.length()) > longest) {
            throw fault(field, "has 1 to " + longest + " characters");
        }
        if (text.codePoints().anyMatch(Character::isISOControl)) {
            throw fault(field, "is one line");
        }
    }

    static void checkCountry(String field, String code) {
        if (!COUNTRIES.contains(code)) {
            throw fault(field, "is a country of ISO 3166, two letters");
        }
    }

    /** A legal entity identifier, check digits included (ISO 17442). */
    static void checkLei(String field, String text) {
        if (!LEI.matcher(text).matches() || remainder(text) != 1) {
            throw fault(field, "is no legal entity identifier");
        }
    }

    static void checkSome(String field, List<?> list) {
        if (list.isEmpty()) {
            throw fault(field, "has at least one");
        }
    }

    static IllegalArgumentException fault(String field, String why) {
        return new IllegalArgumentException(field + " " + why);
    }

    private static int remainder(String text) {
        int remainder = 0;
        for (int i = 0; i < text.length(); i++) {
            int value = Character.digit(text.charAt(i), 36);
            remainder = (remainder * (value < 10 ? 10 : 100) + value) % 97;
        }
        return remainder;
    }
}
