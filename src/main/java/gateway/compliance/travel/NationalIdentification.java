package gateway.compliance.travel;

import org.jspecify.annotations.Nullable;

/**
 * A number by which an authority knows somebody, with the field names of IVMS101.
 *
 * @param countryOfIssue natural persons only
 * @param registrationAuthority of the list of the GLEIF, such as {@code RA000589}; never with an LEI
 */
public record NationalIdentification(
        String nationalIdentifier,
        NationalIdentifierTypeCode nationalIdentifierType,
        @Nullable String countryOfIssue,
        @Nullable String registrationAuthority) {

    private static final int LONGEST = 35;

    /** What kind of number it is. */
    public enum NationalIdentifierTypeCode {
        /** Alien registration number. */
        ARNU,
        /** Passport. */
        CCPT,
        /** Registration number with an authority. */
        RAID,
        /** Driver's licence. */
        DRLC,
        /** Foreign investment identity. */
        FIIN,
        /** Tax identification number. */
        TXID,
        /** Social security number. */
        SOCS,
        /** Identity card. */
        IDCD,
        /** Legal entity identifier. */
        LEIX,
        /** Anything else. */
        MISC
    }

    public NationalIdentification {
        TravelText.check("nationalIdentifier", nationalIdentifier, LONGEST);
        if (nationalIdentifierType == NationalIdentifierTypeCode.LEIX) {
            TravelText.checkLei("nationalIdentifier", nationalIdentifier);
            if (registrationAuthority != null) {
                throw TravelText.fault("registrationAuthority", "is not named with an LEI");
            }
        }
        if (countryOfIssue != null) {
            TravelText.checkCountry("countryOfIssue", countryOfIssue);
        }
        if (registrationAuthority != null && !registrationAuthority.matches("RA[0-9]{6}")) {
            throw TravelText.fault("registrationAuthority", "looks like RA000589");
        }
    }

    /** Personal data stays out of logs. */
    @Override
    public String toString() {
        return nationalIdentifierType + " …";
    }
}
