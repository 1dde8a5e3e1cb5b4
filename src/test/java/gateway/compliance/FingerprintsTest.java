package gateway.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.compliance.Identifier.Kind;
import gateway.platform.crypto.MasterKey;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever was compared with a list was compared as they were: whatever else is known of them makes it another one. */
class FingerprintsTest {

    private static final LocalDate BORN = LocalDate.of(1985, 3, 14);
    private static final Identifier PINFL = new Identifier(Kind.PINFL, "31403851231004");
    private static final Identifier PASSPORT = new Identifier(Kind.PASSPORT, "AA1234567");
    private static final Party ONE = person("Karimov Utkir", BORN, "UZ", Gender.MALE, List.of(PINFL, PASSPORT));

    private static Party person(String name, LocalDate born, String country, Gender gender, List<Identifier> known) {
        return new Party(PartyKind.PERSON, name, born, country, gender, known);
    }

    private static String fingerprint(Party party, String key) {
        return HexFormat.of().formatHex(new Fingerprints(new MasterKey(key)).of(party));
    }

    private static String fingerprint(Party party) {
        return fingerprint(party, "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
    }

    @Test
    void everythingThatIsComparedIsInIt() {
        var numbers = List.of(PINFL, PASSPORT);
        var others = Stream.of(
                ONE,
                new Party(PartyKind.ORGANISATION, ONE.name(), BORN, "UZ", Gender.MALE, numbers),
                person("Karimov Utkirjon", BORN, "UZ", Gender.MALE, numbers),
                person(ONE.name(), BORN.plusDays(1), "UZ", Gender.MALE, numbers),
                new Party(PartyKind.PERSON, ONE.name(), null, "UZ", Gender.MALE, numbers),
                person(ONE.name(), BORN, "KZ", Gender.MALE, numbers),
                new Party(PartyKind.PERSON, ONE.name(), BORN, null, Gender.MALE, numbers),
                person(ONE.name(), BORN, "UZ", Gender.FEMALE, numbers),
                person(ONE.name(), BORN, "UZ", Gender.MALE, List.of(PINFL)),
                person(ONE.name(), BORN, "UZ", Gender.MALE, List.of(PINFL, new Identifier(Kind.PASSPORT, "AA1234568"))),
                person(ONE.name(), BORN, "UZ", Gender.MALE, List.of(PINFL, new Identifier(Kind.INN, "AA1234567"))));

        assertThat(others.map(FingerprintsTest::fingerprint)).doesNotHaveDuplicates();
        assertThat(Party.class.getRecordComponents())
                .as("a fact more wants its line above")
                .hasSize(6);
    }

    @Test
    void theSameFactsAreTheSameWhoeverListsThem() {
        var again = person("Karimov Utkir", BORN, "UZ", Gender.MALE, List.of(PASSPORT, PINFL));

        assertThat(fingerprint(again)).isEqualTo(fingerprint(ONE));
    }

    /** Whoever reads the table tries names in vain. */
    @Test
    void withoutTheKeyNobodyMakesIt() {
        var other = "BAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

        assertThat(fingerprint(ONE, other)).isNotEqualTo(fingerprint(ONE));
    }
}
