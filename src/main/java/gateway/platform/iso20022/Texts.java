package gateway.platform.iso20022;

import java.util.regex.Pattern;

/** What CBPR+ lets stand in a message. */
public final class Texts {

    private static final Pattern SWIFT_X = Pattern.compile("[A-Za-z0-9/\\-?:().,'+ ]*");
    private static final Pattern UETR =
            Pattern.compile("[a-f0-9]{8}-[a-f0-9]{4}-4[a-f0-9]{3}-[89ab][a-f0-9]{3}-[a-f0-9]{12}");

    private Texts() {}

    /** Whether every character is of SWIFT's set X; line ends are not for single texts. */
    public static boolean isSwiftX(String text) {
        return SWIFT_X.matcher(text).matches();
    }

    /** Whether it is a UUID of version 4 in small letters, as a UETR must be. */
    public static boolean isUetr(String text) {
        return UETR.matcher(text).matches();
    }

    /** Whether the country exists by ISO 3166. */
    public static boolean isCountry(String code) {
        return Bic.Countries.exists(code);
    }

    /** A reference may not begin or end with a slash, nor have two together. */
    public static boolean isReference(String text) {
        return !text.startsWith("/") && !text.endsWith("/") && !text.contains("//");
    }
}
