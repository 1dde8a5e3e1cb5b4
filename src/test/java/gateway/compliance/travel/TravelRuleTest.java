package gateway.compliance.travel;

import static gateway.compliance.travel.NationalIdentification.NationalIdentifierTypeCode.CCPT;
import static gateway.compliance.travel.NationalIdentification.NationalIdentifierTypeCode.LEIX;
import static gateway.compliance.travel.NationalIdentification.NationalIdentifierTypeCode.RAID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import gateway.compliance.travel.Address.AddressTypeCode;
import gateway.compliance.travel.Person.DateAndPlaceOfBirth;
import gateway.compliance.travel.Person.LegalPerson;
import gateway.compliance.travel.Person.LegalPersonName;
import gateway.compliance.travel.Person.NameIdentifierTypeCode;
import gateway.compliance.travel.Person.NaturalPerson;
import gateway.compliance.travel.Person.NaturalPersonName;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What may be told about the sides of a transfer, and what may not. */
class TravelRuleTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 26);
    // Of the GLEIF's own foundation, as published.
    private static final String LEI = "506700GE1G29325QX363";

    private static NaturalPerson person(NameIdentifierTypeCode kind, @Nullable DateAndPlaceOfBirth born) {
        return new NaturalPerson(
                List.of(new NaturalPersonName("Karimov", "Utkir", kind)), List.of(), null, null, born, "UZ");
    }

    private static LegalPerson provider(NationalIdentification number) {
        return new LegalPerson(
                List.of(new LegalPersonName("Oqim", NameIdentifierTypeCode.LEGL)), List.of(), null, number, "UZ");
    }

    private static NationalIdentification lei() {
        return new NationalIdentification(LEI, LEIX, null, null);
    }

    private static TravelRule rule(Person originator, Person vasp, BigInteger amount) {
        return new TravelRule(
                new TravelRule.Originator(List.of(originator), List.of("bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq")),
                new TravelRule.Beneficiary(
                        List.of(person(NameIdentifierTypeCode.LEGL, null)),
                        List.of("0x52908400098527886E0F7030069857D2E4169EE7")),
                vasp,
                provider(lei()),
                "ETH",
                amount,
                DAY);
    }

    private static void refused(String field, ThrowingCallable made) {
        assertThatIllegalArgumentException().isThrownBy(made).withMessageStartingWith(field + " ");
    }

    @Test
    void aWholeTransferIsTold() {
        var born = new DateAndPlaceOfBirth(LocalDate.of(1985, 3, 14), "Toshkent");
        // More wei than a long holds.
        var amount = new BigInteger("123456789012345678901234567890");

        assertThat(rule(person(NameIdentifierTypeCode.LEGL, born), provider(lei()), amount)
                        .amount())
                .isEqualTo(amount);
    }

    @Test
    void nobodyIsTooLittleKnown() {
        var born = new DateAndPlaceOfBirth(LocalDate.of(1985, 3, 14), "Toshkent");
        var future = new DateAndPlaceOfBirth(DAY, "Toshkent");

        refused("nameIdentifier", () -> person(NameIdentifierTypeCode.ALIA, born));
        refused(
                "originatorPersons",
                () -> rule(person(NameIdentifierTypeCode.LEGL, null), provider(lei()), BigInteger.ONE));
        refused(
                "dateOfBirth",
                () -> rule(person(NameIdentifierTypeCode.LEGL, future), provider(lei()), BigInteger.ONE));
        refused("placeOfBirth", () -> new DateAndPlaceOfBirth(DAY, " "));
        refused("amount", () -> rule(person(NameIdentifierTypeCode.LEGL, born), provider(lei()), BigInteger.ZERO));
        refused(
                "originatingVASP",
                () -> rule(
                        person(NameIdentifierTypeCode.LEGL, born),
                        person(NameIdentifierTypeCode.LEGL, born),
                        BigInteger.ONE));
        refused("accountNumber", () -> new TravelRule.Originator(List.of(provider(lei())), List.of()));
    }

    @Test
    void numbersAreWhatTheyAreCalled() {
        refused("nationalIdentifier", () -> new NationalIdentification("506700GE1G29325QX364", LEIX, null, null));
        refused("registrationAuthority", () -> new NationalIdentification(LEI, LEIX, null, "RA000589"));
        refused("registrationAuthority", () -> new NationalIdentification("301", RAID, null, "tax office"));
        refused("registrationAuthority", () -> provider(new NationalIdentification("301", RAID, null, null)));
        refused("countryOfIssue", () -> provider(new NationalIdentification("301", RAID, "UZ", "RA000589")));
        refused("nationalIdentifierType", () -> provider(new NationalIdentification("AA1", CCPT, null, null)));
        refused("nationalIdentifier", () -> new NationalIdentification("1".repeat(36), CCPT, null, null));
        refused("countryOfIssue", () -> new NationalIdentification("AA1", CCPT, "UZB", null));
    }

    @Test
    void addressesAreWrittenOut() {
        refused(
                "addressLine",
                () -> new Address(AddressTypeCode.HOME, null, null, null, null, Collections.nCopies(8, "line"), "UZ"));
        refused(
                "geographicAddress",
                () -> new Address(AddressTypeCode.HOME, "Navoiy", null, null, null, List.of(), "UZ"));
        refused("country", () -> new Address(AddressTypeCode.HOME, "Navoiy", null, null, "Toshkent", List.of(), "uz"));
        assertThat(new Address(AddressTypeCode.HOME, "Navoiy", "1", null, "Toshkent", List.of(), "UZ"))
                .isNotNull();
    }
}
