package gateway.compliance.lists;

import static gateway.compliance.lists.ListSource.NATIONAL;
import static gateway.compliance.lists.ListSource.OFAC;
import static gateway.compliance.lists.ListSource.UN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gateway.compliance.Gender;
import gateway.compliance.Identifier;
import gateway.compliance.ListVersion;
import gateway.compliance.PartyKind;
import gateway.compliance.lists.ListEntry.ListedName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Three publishers' files, whole or refused. */
class ListReadersTest {

    private static final Path FOLDER = Path.of("src/test/resources/compliance");

    @Test
    void readsTheTreasurysList() throws IOException {
        var list = whole(OFAC);

        assertThat(list.version())
                .isEqualTo(new ListVersion("ofac", "11/20/2026", Instant.parse("2026-11-20T00:00:00Z"), 4));
        var first = list.entries().getFirst();
        assertThat(first.id()).isEqualTo("101");
        assertThat(first.kind()).isEqualTo(PartyKind.PERSON);
        assertThat(first.names())
                .extracting(ListedName::text)
                .containsExactly("Utkir Tulkinovich KARIMOV", "Otkur KARIMI", "STRELOK ZAPADNY");
        assertThat(first.names()).extracting(ListedName::weak).containsExactly(false, false, true);
        assertThat(first.born()).containsExactly(BirthDate.on(LocalDate.of(1980, 5, 12)));
        assertThat(first.countries()).containsExactly("UZ");
        assertThat(first.gender()).isEqualTo(Gender.MALE);
        assertThat(first.identifiers())
                .containsExactly(
                        new Identifier(Identifier.Kind.PASSPORT, "AA1234567"),
                        new Identifier(Identifier.Kind.PINFL, "31205800010017"));
        assertThat(list.entries())
                .extracting(ListEntry::kind)
                .containsExactly(PartyKind.PERSON, PartyKind.ORGANISATION, PartyKind.OTHER, PartyKind.PERSON);
        assertThat(list.entries().getLast().born()).containsExactly(BirthDate.about(1965));
    }

    @Test
    void readsTheUnitedNationsList() throws IOException {
        var list = whole(UN);

        assertThat(list.version().published()).isEqualTo(Instant.parse("2026-11-20T03:15:01.5Z"));
        assertThat(list.version().entries()).isEqualTo(2);
        var first = list.entries().getFirst();
        assertThat(first.id()).isEqualTo("EXi.001");
        assertThat(first.names())
                .extracting(ListedName::text)
                .containsExactly(
                        "JASUR BAKHTIYAROVICH KHOLMATOV",
                        "Жасур Бахтиёрович Холматов",
                        "Abu Xolid Buxoriy",
                        "Jasurxon Qori");
        assertThat(first.names()).extracting(ListedName::weak).containsExactly(false, false, false, true);
        assertThat(first.born()).containsExactly(BirthDate.on(LocalDate.of(1975, 3, 1)), BirthDate.between(1977, 1978));
        assertThat(first.countries()).containsExactlyInAnyOrder("UZ", "TJ");
        assertThat(first.identifiers())
                .containsExactly(
                        new Identifier(Identifier.Kind.PASSPORT, "CB7654321"),
                        new Identifier(Identifier.Kind.PINFL, "30103750020028"));
        assertThat(list.entries().getLast().kind()).isEqualTo(PartyKind.ORGANISATION);
    }

    /** Fourteen digits are a PINFL where Uzbekistan gave them, and where the list does not say who did. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "OFAC ~ <idNumber>31205800010017</idNumber> ~ idCountry ~ Egypt ~ false",
                "OFAC ~ <idNumber>31205800010017</idNumber> ~ idCountry ~ Nowhere at all ~ false",
                "OFAC ~ <idNumber>31205800010017</idNumber> ~ idCountry ~ Uzbekistan ~ true",
                "UN ~ <NUMBER>30103750020028</NUMBER> ~ ISSUING_COUNTRY ~ Egypt ~ false",
                "UN ~ <NUMBER>30103750020028</NUMBER> ~ COUNTRY_OF_ISSUE ~ Egypt ~ false",
                "UN ~ <NUMBER>30103750020028</NUMBER> ~ COUNTRY_OF_ISSUE ~ Uzbekistan ~ true"
            })
    void anothersNumberIsNoPinfl(ListSource source, String number, String element, String country, boolean pinfl)
            throws IOException {
        var issued = number + "<" + element + ">" + country + "</" + element + ">";

        var first = read(source, text(source).replace(number, issued)).entries().getFirst();

        assertThat(first.identifiers().stream().anyMatch(it -> it.kind() == Identifier.Kind.PINFL))
                .isEqualTo(pinfl);
    }

    @Test
    void readsTheNationalList() throws IOException {
        var list = whole(NATIONAL);

        assertThat(list.version())
                .isEqualTo(new ListVersion("national", "2026-11-20", Instant.parse("2026-11-20T00:00:00Z"), 3));
        assertThat(list.entries().getFirst().names()).hasSize(3);
        assertThat(list.entries().get(1).born()).containsExactly(BirthDate.between(1990, 1990));
        assertThat(list.entries().getLast().names().getFirst().text()).isEqualTo("\"Oltin Vodiy\", MChJ");
        assertThat(list.entries().getLast().identifiers())
                .containsExactly(new Identifier(Identifier.Kind.INN, "301234567"));
    }

    /** Each line spoils the good file by one replacement. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "OFAC ~ <uid>102</uid> ~ <uid>101</uid> ~ id 101 stands there twice",
                "OFAC ~ <Record_Count>4< ~ <Record_Count>5< ~ line 4 announces 5 entries, and there are 4",
                "OFAC ~ <Record_Count>4< ~ <Record_Count>many< ~ line 4 announces no number of entries",
                "OFAC ~ 11/20/2026 ~ 31/31/2026 ~ line 4 has the date of publication 31/31/2026",
                "OFAC ~ <sdnType>Vessel< ~ <sdnType>Planet< ~ has an entry of type Planet",
                "OFAC ~ <lastName>LADY MARGARITA< ~ <lastName>...< ~ has no readable name for id 103",
                "OFAC ~ <uid>103</uid> ~ '' ~ has an entry without an id",
                "OFAC ~ <uid>103</uid> ~ <uid>103</uId> ~ line 36 is malformed, or the file ends too early",
                "OFAC ~ <sdnList ~ <list ~ line 3 does not begin with sdnList",
                "OFAC ~ <!-- Made up. ~ <!DOCTYPE a [<!ENTITY x 'y'>]><!-- ~ line 2 has a document type or an entity",
                "OFAC ~ Entity< ~ &x;< ~ line 32 is malformed",
                "UN ~ 2026-11-19T22 ~ 0000-00-00T22 ~ line 3 has the date of generation",
                "UN ~ <ENTITIES> ~ <ENTITIES><SECRET/> ~ has an unknown element SECRET",
                "UN ~ EXe.001 ~ EXi.001 ~ id EXi.001 stands there twice",
                "NATIONAL ~ entries=3 ~ entries=4 ~ line 1 announces 4 entries, and there are 3",
                "NATIONAL ~ #published ~ published ~ line 1 must say #published",
                "NATIONAL ~ 2026-11-20 ~ 2026-13-40 ~ line 1 has the date of publication 2026-13-40",
                "NATIONAL ~ id,kind ~ kind,id ~ line 2 must name the columns",
                "NATIONAL ~ N-2,person ~ N-1,person ~ id N-1 stands there twice",
                "NATIONAL ~ N-2,person ~ N-2,robot ~ line 4 must say person or organisation, not robot",
                "NATIONAL ~ 1988-07-21 ~ 0000-00-00 ~ line 3 has the birth date 0000-00-00",
                "NATIONAL ~ 1988-07-21 ~ 1988-02-30 ~ line 3 has the birth date 1988-02-30",
                "NATIONAL ~ ,1990, ~ ,1990,, ~ line 4 has 11 cells instead of 10",
                "NATIONAL ~ MChJ\" ~ MChJ ~ line 5 opens a quotation",
                "NATIONAL ~ Соатова Мавлуда ~ \u200B ~ line 4 has no readable name for id N-2"
            })
    void refusesWhole(ListSource source, String good, String bad, String why) throws IOException {
        var whole = text(source);
        assertThat(whole).contains(good);

        assertThatThrownBy(() -> read(source, whole.replaceFirst(java.util.regex.Pattern.quote(good), bad)))
                .isInstanceOf(ListRefused.class)
                .hasMessageContaining(why);
    }

    /** Wherever the file was cut off; a trailing end of line may go. */
    @ParameterizedTest
    @CsvSource({"OFAC", "UN", "NATIONAL"})
    void refusesWhatIsCutOff(ListSource source) throws IOException {
        var whole = text(source);
        for (int end = 0; end < whole.strip().length() - 5; end += 7) {
            var part = whole.substring(0, end);
            assertThatThrownBy(() -> read(source, part))
                    .as("first %d characters", end)
                    .isInstanceOf(ListRefused.class);
        }
    }

    @Test
    void refusesWhatIsNotUtf8() {
        var bytes = text(NATIONAL).getBytes(java.nio.charset.Charset.forName("windows-1251"));

        assertThatThrownBy(() -> NATIONAL.read(new ByteArrayInputStream(bytes)))
                .isInstanceOf(ListRefused.class)
                .hasMessageContaining("is not UTF-8");
    }

    @Test
    void refusesALineWithoutEnd() {
        var bytes = text(NATIONAL).replace("Соатова", "C".repeat(70_000));

        assertThatThrownBy(() -> read(NATIONAL, bytes))
                .isInstanceOf(ListRefused.class)
                .hasMessage("line 4 is too long");
    }

    @Test
    void refusesATextWithoutEnd() {
        var bytes = text(OFAC).replace("LADY", "L".repeat(70_000));

        assertThatThrownBy(() -> read(OFAC, bytes)).isInstanceOf(ListRefused.class);
    }

    @Test
    void neverOpensWhatAnEntityPointsTo() {
        var bytes = "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><sdnList>&x;</sdnList>";

        assertThatThrownBy(() -> read(OFAC, bytes))
                .isInstanceOf(ListRefused.class)
                .hasMessageContaining("has a document type or an entity");
    }

    private static ListFile whole(ListSource source) throws IOException {
        return read(source, text(source));
    }

    private static ListFile read(ListSource source, String text) throws IOException {
        return source.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String text(ListSource source) {
        try {
            return Files.readString(FOLDER.resolve(source.file()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
