package gateway.compliance.travel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody lives or is registered, with the field names of IVMS101.
 *
 * @param addressLine at most seven; needed where there is no street
 * @param country ISO 3166 alpha-2
 */
public record Address(
        AddressTypeCode addressType,
        @Nullable String streetName,
        @Nullable String buildingNumber,
        @Nullable String postCode,
        @Nullable String townName,
        List<String> addressLine,
        String country) {

    private static final int MOST_LINES = 7;
    private static final int LONGEST = 70;
    private static final int LONGEST_NUMBER = 16;
    private static final int LONGEST_TOWN = 35;

    /** What kind of address it is. */
    public enum AddressTypeCode {
        HOME,
        BIZZ,
        GEOG
    }

    public Address {
        addressLine = List.copyOf(addressLine);
        if (addressLine.size() > MOST_LINES) {
            throw TravelText.fault("addressLine", "has at most " + MOST_LINES);
        }
        addressLine.forEach(line -> TravelText.check("addressLine", line, LONGEST));
        optional("streetName", streetName, LONGEST);
        optional("buildingNumber", buildingNumber, LONGEST_NUMBER);
        optional("postCode", postCode, LONGEST_NUMBER);
        optional("townName", townName, LONGEST_TOWN);
        TravelText.checkCountry("country", country);
        if (addressLine.isEmpty() && (streetName == null || townName == null)) {
            throw TravelText.fault("geographicAddress", "has lines, or a street and a town");
        }
    }

    private static void optional(String field, @Nullable String text, int longest) {
        if (text != null) {
            TravelText.check(field, text, longest);
        }
    }
}
