package gateway.platform.iso20022;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Business identifier codes (ISO 9362). */
public final class Bic {

    private static final Pattern FORM = Pattern.compile("[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?");
    private static final int COUNTRY = 4;
    private static final int COUNTRY_END = 6;
    private static final int LOCATED = 8;
    private static final String HEAD_OFFICE = "X".repeat(3);

    private Bic() {}

    /** Whether it has the form, and the country in it exists. */
    public static boolean isRight(String text) {
        return FORM.matcher(text).matches() && Countries.exists(text.substring(COUNTRY, COUNTRY_END));
    }

    /** Whether both name the same office: eight letters are the head office. */
    public static boolean isSame(String one, String other) {
        return whole(one).equals(whole(other));
    }

    private static String whole(String bic) {
        return bic.length() == LOCATED ? bic + HEAD_OFFICE : bic;
    }

    /** Countries by ISO 3166, and Kosovo, which has banks under XK. */
    static final class Countries {

        private static final Set<String> ALL = Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);

        private Countries() {}

        static boolean exists(String code) {
            return ALL.contains(code) || code.equals("XK");
        }
    }
}
