package gateway.compliance.travel;

import gateway.compliance.travel.NationalIdentification.NationalIdentifierTypeCode;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One side of a transfer, with the field names of IVMS101. */
public sealed interface Person {

    int LONGEST_NAME = 100;
    int LONGEST_CUSTOMER = 50;
    int LONGEST_PLACE = 70;

    /** What kind of name it is; one of the legal kind has to be there. */
    enum NameIdentifierTypeCode {
        /** A name by which somebody is also known. */
        ALIA,
        /** At birth. */
        BIRT,
        /** Before a marriage or the like. */
        MAID,
        /** As it stands in the document. */
        LEGL,
        /** Anything else. */
        MISC
    }

    /** @param primaryIdentifier the surname, or the only name */
    record NaturalPersonName(
            String primaryIdentifier, @Nullable String secondaryIdentifier, NameIdentifierTypeCode nameIdentifierType) {

        public NaturalPersonName {
            TravelText.check("primaryIdentifier", primaryIdentifier, LONGEST_NAME);
            if (secondaryIdentifier != null) {
                TravelText.check("secondaryIdentifier", secondaryIdentifier, LONGEST_NAME);
            }
        }
    }

    /** Both or neither is known. */
    record DateAndPlaceOfBirth(LocalDate dateOfBirth, String placeOfBirth) {

        public DateAndPlaceOfBirth {
            TravelText.check("placeOfBirth", placeOfBirth, LONGEST_PLACE);
        }

        /** A date after the transfer's is no date of birth. */
        boolean isBefore(LocalDate day) {
            return dateOfBirth.isBefore(day);
        }
    }

    /** A human being: names, and at least one thing more that tells them apart. */
    record NaturalPerson(
            List<NaturalPersonName> name,
            List<Address> geographicAddress,
            @Nullable NationalIdentification nationalIdentification,
            @Nullable String customerIdentification,
            @Nullable DateAndPlaceOfBirth dateAndPlaceOfBirth,
            @Nullable String countryOfResidence)
            implements Person {

        public NaturalPerson {
            name = List.copyOf(name);
            geographicAddress = List.copyOf(geographicAddress);
            if (name.stream().noneMatch(it -> it.nameIdentifierType() == NameIdentifierTypeCode.LEGL)) {
                throw TravelText.fault("nameIdentifier", "has one that is LEGL");
            }
            if (customerIdentification != null) {
                TravelText.check("customerIdentification", customerIdentification, LONGEST_CUSTOMER);
            }
            if (countryOfResidence != null) {
                TravelText.checkCountry("countryOfResidence", countryOfResidence);
            }
            if (nationalIdentification != null
                    && nationalIdentification.nationalIdentifierType() == NationalIdentifierTypeCode.LEIX) {
                throw TravelText.fault("nationalIdentifierType", "of a human being is not LEIX");
            }
        }

        /** What the recommendation asks of an originator beside the name. */
        boolean isTold() {
            return !geographicAddress.isEmpty()
                    || nationalIdentification != null
                    || customerIdentification != null
                    || dateAndPlaceOfBirth != null;
        }

        /** Personal data stays out of logs. */
        @Override
        public String toString() {
            return "NaturalPerson[]";
        }
    }

    /** @param legalPersonNameIdentifierType as for human beings, the legal one has to be there */
    record LegalPersonName(String legalPersonName, NameIdentifierTypeCode legalPersonNameIdentifierType) {

        public LegalPersonName {
            TravelText.check("legalPersonName", legalPersonName, LONGEST_NAME);
        }
    }

    /** An organisation. */
    record LegalPerson(
            List<LegalPersonName> name,
            List<Address> geographicAddress,
            @Nullable String customerIdentification,
            @Nullable NationalIdentification nationalIdentification,
            @Nullable String countryOfRegistration)
            implements Person {

        public LegalPerson {
            name = List.copyOf(name);
            geographicAddress = List.copyOf(geographicAddress);
            if (name.stream().noneMatch(it -> it.legalPersonNameIdentifierType() == NameIdentifierTypeCode.LEGL)) {
                throw TravelText.fault("nameIdentifier", "has one that is LEGL");
            }
            if (countryOfRegistration != null) {
                TravelText.checkCountry("countryOfRegistration", countryOfRegistration);
            }
            if (customerIdentification != null) {
                TravelText.check("customerIdentification", customerIdentification, LONGEST_CUSTOMER);
            }
            if (nationalIdentification != null) {
                check(nationalIdentification);
            }
        }

        private static void check(NationalIdentification it) {
            if (it.countryOfIssue() != null) {
                throw TravelText.fault("countryOfIssue", "is not named for an organisation");
            }
            switch (it.nationalIdentifierType()) {
                case LEIX -> {}
                case RAID, TXID, MISC -> {
                    if (it.registrationAuthority() == null) {
                        throw TravelText.fault("registrationAuthority", "is named unless it is an LEI");
                    }
                }
                case ARNU, CCPT, DRLC, FIIN, SOCS, IDCD ->
                    throw TravelText.fault("nationalIdentifierType", "of an organisation is RAID, MISC, LEIX or TXID");
            }
        }

        boolean isTold() {
            return !geographicAddress.isEmpty() || nationalIdentification != null || customerIdentification != null;
        }
    }
}
