package gateway.compliance.lists;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.compliance.Gender;
import gateway.compliance.Identifier;
import gateway.compliance.Identifier.Kind;
import gateway.compliance.PartyKind;
import gateway.compliance.lists.ListEntry.ListedName;
import gateway.compliance.names.Name;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What makes an entry another one, so that whoever was found to be somebody else is compared with it again. */
class ListEntryTest {

    private static final ListedName NAME = named("Karimov Utkir", false);
    private static final ListedName ALIAS = named("Temur", true);
    private static final BirthDate BORN = new BirthDate(LocalDate.of(1985, 3, 14), LocalDate.of(1985, 3, 14));
    private static final BirthDate YEAR = new BirthDate(LocalDate.of(1985, 1, 1), LocalDate.of(1985, 12, 31));
    private static final Identifier PASSPORT = new Identifier(Kind.PASSPORT, "AA1234567");
    private static final ListEntry ONE = entry("N-1", List.of(NAME, ALIAS), BORN, "UZ", Gender.MALE, PASSPORT);

    private static ListedName named(String text, boolean weak) {
        return new ListedName(text, Name.read(PartyKind.PERSON, text).orElseThrow(), weak);
    }

    private static ListEntry entry(
            String id,
            List<ListedName> names,
            BirthDate born,
            String country,
            @Nullable Gender gender,
            Identifier known) {
        return new ListEntry(id, PartyKind.PERSON, names, List.of(born), Set.of(country), gender, List.of(known));
    }

    private static String fingerprint(ListEntry entry) {
        return HexFormat.of().formatHex(entry.fingerprint());
    }

    @Test
    void everythingThatIsComparedIsInIt() {
        var names = List.of(NAME, ALIAS);
        var changed = Stream.of(
                ONE,
                new ListEntry(
                        "N-1",
                        PartyKind.ORGANISATION,
                        names,
                        List.of(BORN),
                        Set.of("UZ"),
                        Gender.MALE,
                        List.of(PASSPORT)),
                entry("N-1", List.of(named("Karimov Utkirjon", false), ALIAS), BORN, "UZ", Gender.MALE, PASSPORT),
                entry("N-1", List.of(NAME), BORN, "UZ", Gender.MALE, PASSPORT),
                entry("N-1", List.of(NAME, named("Temur", false)), BORN, "UZ", Gender.MALE, PASSPORT),
                entry("N-1", names, YEAR, "UZ", Gender.MALE, PASSPORT),
                entry("N-1", names, BORN, "KZ", Gender.MALE, PASSPORT),
                entry("N-1", names, BORN, "UZ", null, PASSPORT),
                entry("N-1", names, BORN, "UZ", Gender.MALE, new Identifier(Kind.PASSPORT, "AA1234568")),
                entry("N-1", names, BORN, "UZ", Gender.MALE, new Identifier(Kind.INN, "AA1234567")));

        assertThat(changed.map(ListEntryTest::fingerprint)).doesNotHaveDuplicates();
        assertThat(ListEntry.class.getRecordComponents())
                .as("a fact more wants its line above")
                .hasSize(7);
    }

    /** Publishers number anew, and write countries in any order. */
    @Test
    void whatIsNotComparedMakesNoOtherEntry() {
        var two = new ListEntry(
                "N-1",
                PartyKind.PERSON,
                List.of(NAME),
                List.of(BORN),
                Set.of("UZ", "KZ", "RU"),
                Gender.MALE,
                List.of(PASSPORT));
        var again = new ListEntry(
                "N-2",
                PartyKind.PERSON,
                List.of(NAME),
                List.of(BORN),
                Set.of("RU", "UZ", "KZ"),
                Gender.MALE,
                List.of(PASSPORT));

        assertThat(fingerprint(again)).isEqualTo(fingerprint(two));
    }
}
