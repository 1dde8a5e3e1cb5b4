package gateway.customers;

import static gateway.customers.CustomerProblem.ADDRESS_INVALID;

import gateway.platform.iso20022.Texts;
import gateway.platform.iso20022.Transliteration;
import gateway.shared.problems.ProblemException;
import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody lives, as they write it, in the parts in which banks tell it. Each part fits a message of ISO 20022
 * once it is written with Latin letters.
 *
 * @param country ISO 3166 alpha-2
 * @param subdivision region of the country; null where not told, as postal code and building
 */
public record PostalAddress(
        String country,
        @Nullable String subdivision,
        String town,
        @Nullable String postalCode,
        String street,
        @Nullable String building) {

    private static final int TOWN = 35;
    private static final int STREET = 70;
    private static final int SHORT = 16;

    /** As it came. */
    public record Raw(
            @Nullable String country,
            @Nullable String subdivision,
            @Nullable String town,
            @Nullable String postalCode,
            @Nullable String street,
            @Nullable String building) {

        @Override
        public String toString() {
            return "Raw[]";
        }
    }

    /** Throws ADDRESS_INVALID for the first part that is wrong. */
    public static PostalAddress read(Raw raw) {
        var country = raw.country();
        if (country == null || !Texts.isCountry(country)) {
            throw no("country", "Countries are written like UZ");
        }
        return new PostalAddress(
                country,
                part("subdivision", raw.subdivision(), TOWN),
                needed("town", raw.town(), TOWN),
                part("postalCode", raw.postalCode(), SHORT),
                needed("street", raw.street(), STREET),
                part("building", raw.building(), SHORT));
    }

    private static String needed(String field, @Nullable String text, int longest) {
        var part = part(field, text, longest);
        if (part == null) {
            throw no(field, "It is needed");
        }
        return part;
    }

    // What banks abroad are told is the text in Latin letters, so that is what has to fit.
    private static @Nullable String part(String field, @Nullable String text, int longest) {
        if (text == null || text.isBlank()) {
            return null;
        }
        var part = Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
        boolean fits = Transliteration.of(part)
                .map(String::strip)
                .filter(it -> !it.isEmpty() && it.length() <= longest)
                .isPresent();
        if (!fits) {
            throw no(
                    field,
                    "It has up to %d letters, digits and / - ? : ( ) . , ' + when written in Latin letters"
                            .formatted(longest));
        }
        return part;
    }

    private static ProblemException no(String field, String why) {
        return ADDRESS_INVALID.because(why).with("field", field);
    }

    /** Personal data stays out of logs. */
    @Override
    public String toString() {
        return "PostalAddress[%s]".formatted(country);
    }
}
