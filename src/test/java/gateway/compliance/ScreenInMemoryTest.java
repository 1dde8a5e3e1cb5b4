package gateway.compliance;

import static gateway.compliance.Identifier.Kind.INN;
import static gateway.compliance.Identifier.Kind.PASSPORT;
import static gateway.compliance.Identifier.Kind.PINFL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gateway.compliance.Verdict.Clear;
import gateway.compliance.Verdict.Hit;
import gateway.compliance.Verdict.Match;
import gateway.compliance.Verdict.Possible;
import gateway.compliance.matching.ListIndex;
import gateway.shared.problems.ProblemException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is decided about a party. */
class ScreenInMemoryTest {

    private static final ListIndex LISTS = TestLists.threeLists();

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Screening screening = new ScreenInMemory(TestLists.thresholds(900, 780), () -> LISTS, meters);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Каримов Ўткир Тўлқин ўғли",
                "Karimov O‘tkir To‘lqin o'g'li",
                "KARIMOV UTKIR TULKINOVICH",
                "Utkir Karimov",
                "Каримов Уткир"
            })
    void oneNameInEverySpellingIsAHit(String name) {
        assertThat(screening.screen(Party.person(name))).isInstanceOfSatisfying(Hit.class, hit -> {
            assertThat(hit.matches().getFirst())
                    .returns("ofac", Match::list)
                    .returns("11/20/2026", Match::version)
                    .returns("101", Match::entry)
                    .returns("Utkir Tulkinovich KARIMOV", Match::name);
            assertThat(hit.matches().getFirst().score()).isGreaterThanOrEqualTo(900);
            assertThat(hit.matches().getFirst().reasons()).isNotEmpty();
            assertThat(hit.lists()).hasSize(3);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "person, Karimov",
        "person, Utkir",
        "person, Karimov Anvar Tulkinovich",
        "person, Karimov Utkir Rahimovich",
        "person, Karimova Umida Tulkinovna",
        "person, Muhammad",
        "person, Lady",
        "organisation, Bank",
        "organisation, Group",
        "organisation, Export",
        "organisation, Exchange",
        "organisation, OOO Severnaya Luna Export"
    })
    void whatManyHaveIsNobody(String kind, String name) {
        var party = kind.equals("person") ? Party.person(name) : Party.organisation(name);

        assertThat(screening.screen(party)).isEqualTo(new Clear(LISTS.versions()));
    }

    @Test
    void organisationsAreFoundWhateverTheirForm() {
        assertThat(screening.screen(Party.organisation("ООО «Северная Звезда Экспорт»")))
                .isInstanceOf(Hit.class);
        assertThat(screening.screen(Party.organisation("MChJ Oltin Vodiy"))).isInstanceOf(Hit.class);
    }

    @Test
    void anAliasIsAName() {
        assertThat(screening.screen(Party.person("Abu Xolid Buxoriy"))).isInstanceOf(Hit.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Strelok Zapadny", "Jasurxon Qori"})
    void aWeakAliasIsNeverAHit(String name) {
        assertThat(screening.screen(Party.person(name))).isInstanceOf(Possible.class);
    }

    @Test
    void aShipIsNotAPerson() {
        assertThat(screening.screen(Party.person("Lady Margarita"))).isInstanceOf(Possible.class);
    }

    @ParameterizedTest
    @CsvSource({"1980-05-12, Hit", "1980-12-05, Hit", "1981-05-12, Hit", "1991-01-30, Clear"})
    void anotherBirthDateIsAContradiction(LocalDate born, String verdict) {
        var party = new Party(PartyKind.PERSON, "Karimov Utkir", born, null, null, List.of());

        assertThat(screening.screen(party).getClass().getSimpleName()).isEqualTo(verdict);
    }

    @Test
    void aBirthDateAloneMakesNobodyOne() {
        var party = new Party(PartyKind.PERSON, "Karimov Anvar", LocalDate.of(1980, 5, 12), "UZ", null, List.of());

        assertThat(screening.screen(party)).isInstanceOf(Clear.class);
    }

    @Test
    void aYearOnAListAllowsItsDaysOnly() {
        assertThat(born("Viktor Drozdovskiy", "1964-06-01")).isInstanceOf(Hit.class);
        assertThat(born("Viktor Drozdovskiy", "1972-06-01")).isInstanceOf(Clear.class);
    }

    @Test
    void anotherGenderIsAContradiction() {
        var party = new Party(PartyKind.PERSON, "Karimov Utkir", null, null, Gender.FEMALE, List.of());

        assertThat(screening.screen(party)).isInstanceOf(Clear.class);
    }

    @Test
    void aCountryOnlyCounts() {
        assertThat(score("UZ")).isEqualTo(1_000);
        assertThat(score("KZ")).isEqualTo(970);
    }

    @ParameterizedTest
    @CsvSource({
        "PINFL, 31205800010017, 101",
        "PASSPORT, aa1234567, 101",
        "PASSPORT, AA 1234567, 101",
        "INN, 301234567, N-3"
    })
    void aNumberIsAHitWhateverTheName(Identifier.Kind kind, String number, String entry) {
        assertThat(screening.screen(numbered("Somebody Else", null, new Identifier(kind, number))))
                .isInstanceOfSatisfying(
                        Hit.class,
                        hit -> assertThat(hit.matches())
                                .singleElement()
                                .returns(entry, Match::entry)
                                .returns(1_000, Match::score));
    }

    @Test
    void anotherPinflIsAnotherPersonWhateverTheName() {
        var other = new Identifier(PINFL, "31205800019999");

        assertThat(screening.screen(numbered("Karimov Utkir Tulkinovich", LocalDate.of(1980, 5, 12), other)))
                .isInstanceOf(Clear.class);
    }

    @Test
    void aNumberOfAnotherCountryMakesNobodyElse() {
        var number = "31205800010017</idNumber>";
        var lists = TestLists.treasurys(number, number + "<idCountry>Egypt</idCountry>");
        var listed = new ScreenInMemory(TestLists.thresholds(900, 780), () -> lists, meters);
        var pinfl = new Identifier(PINFL, "31205800019999");

        assertThat(listed.screen(numbered("Karimov Utkir Tulkinovich", LocalDate.of(1980, 5, 12), pinfl)))
                .isInstanceOf(Hit.class);
    }

    @Test
    void anotherInnIsAnotherOrganisationUnlessItIsOfAnotherCountry() {
        assertThat(screening.screen(organisation("7709999999"))).isInstanceOf(Clear.class);
        assertThat(screening.screen(organisation("301111111"))).isInstanceOf(Hit.class);
    }

    @ParameterizedTest
    @CsvSource({
        "770123456, Russia, HIT",
        "77-0123456, Russia, HIT",
        "770123456, Nowhere at all, HIT",
        "770123456, Uzbekistan, CLEAR",
        "770123456, UZ, CLEAR",
        "770123456, '', CLEAR"
    })
    void nineDigitsOfAnotherCountryMakeNoOtherOrganisation(String number, String country, String verdict) {
        var given = country.isEmpty() ? "" : "<idCountry>" + country + "</idCountry>";
        var lists = TestLists.treasurys(
                "7701234567</idNumber><idCountry>Russia</idCountry>", number + "</idNumber>" + given);
        var listed = new ScreenInMemory(TestLists.thresholds(900, 780), () -> lists, meters);

        assertThat(listed.screen(organisation("301111111")))
                .isInstanceOf(verdict.equals("HIT") ? Hit.class : Clear.class);
    }

    /** Who has another name and, elsewhere, the same nine digits. */
    @Test
    void nineDigitsOfAnotherCountryAreNobodysInn() {
        var lists = TestLists.treasurys(
                "7701234567</idNumber><idCountry>Russia</idCountry>",
                "301111111</idNumber><idCountry>Russia</idCountry>");
        var listed = new ScreenInMemory(TestLists.thresholds(900, 780), () -> lists, meters);
        var inn = List.of(new Identifier(INN, "301111111"));

        assertThat(listed.screen(new Party(PartyKind.ORGANISATION, "Samarkand Bakery", null, null, null, inn)))
                .isInstanceOf(Clear.class);
    }

    /** A person gets a new passport every ten years. */
    @Test
    void anotherPassportOnlyAsksAPersonToLook() {
        assertThat(screening.screen(numbered("Karimov Utkir", null, new Identifier(PASSPORT, "FA0000001"))))
                .isInstanceOf(Possible.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\u200B", "\u0000", "...", "'", "\u202E\u2066"})
    void aNameWithoutAWordIsAProblem(String name) {
        assertThatThrownBy(() -> screening.screen(Party.person(name)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.type()).isEqualTo(ComplianceProblem.NAME_UNREADABLE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"OOO", "МЧЖ", "LLC Ltd", "Общество с ограниченной ответственностью"})
    void aLegalFormIsNoName(String name) {
        assertThatThrownBy(() -> screening.screen(Party.organisation(name))).isInstanceOf(ProblemException.class);
    }

    @Test
    void aNameIsNotEndless() {
        assertThat(screening.screen(Party.person("a b ".repeat(50)))).isInstanceOf(Clear.class);
        assertThatThrownBy(() -> screening.screen(Party.person("a".repeat(201))))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a+)+$", "K[a]rimov U?tkir", "'; drop table x; --", "X", "ы", "1 2 3", "👤 👤a"})
    void whateverIsTypedIsOnlyAName(String name) {
        assertThat(screening.screen(Party.person(name))).isInstanceOf(Clear.class);
    }

    @Test
    void hiddenSignsAndForeignLettersHideNobody() {
        assertThat(screening.screen(Party.person("K\u0430rim\u200Bov \u202EUtkir\u0000")))
                .isInstanceOf(Hit.class);
    }

    @Test
    void againstNoListNothingIsFoundAndTheVerdictSaysSo() {
        var none = new ScreenInMemory(TestLists.thresholds(900, 780), () -> new ListIndex(List.of()), meters);

        assertThat(none.screen(Party.person("Karimov Utkir"))).isEqualTo(new Clear(List.of()));
    }

    /** As many longer names as are compared, each with all words of the one looked for. */
    @Test
    void manyLongerNamesDoNotHideTheVerySame() {
        var third = ("Zubayr Qosim Rashid Fayzulla Davron Elmurod Ghafur Hoshim Ikrom Jalol Komil Laziz Mansur Nodir"
                        + " Odil Po‘lat Sodiq Tohir Umid Vali Xurshid Yusuf Zokir Bahrom Charos Doniyor Eldor Firdavs"
                        + " G‘ayrat Husan Islom Jahongir Kozim Lochin Murod Ne‘mat Oybek Parviz Qahramon Ravshan"
                        + " Sanjar Temur Ulug‘bek Viktor Xolmat Yorqin Zafar Botir")
                .split(" ", -1);
        var lines = new ArrayList<String>();
        for (var word : third) {
            lines.add("N-%d,person,Muhammad Ali %s,,,,,,,".formatted(lines.size(), word));
        }
        assertThat(lines).hasSize(48);
        var decoys = TestLists.national(lines);
        lines.add("N-48,person,Muhammad Ali,,,,,,,");
        var all = TestLists.national(lines);

        assertThat(against(decoys, "Muhammad Ali")).isInstanceOf(Clear.class);
        assertThat(against(all, "Muhammad Ali"))
                .isInstanceOfSatisfying(
                        Hit.class,
                        hit -> assertThat(hit.matches())
                                .extracting(Match::entry)
                                .containsExactly("N-48"));
    }

    private Verdict against(ListIndex lists, String name) {
        return new ScreenInMemory(TestLists.thresholds(900, 780), () -> lists, meters).screen(Party.person(name));
    }

    @Test
    void thresholdsDecide() {
        var strict = new ScreenInMemory(TestLists.thresholds(1_000, 100), () -> LISTS, meters);

        assertThat(strict.screen(Party.person("Karimov"))).isInstanceOf(Possible.class);
    }

    @Test
    void countsItsVerdicts() {
        screening.screen(Party.person("Karimov Utkir"));

        assertThat(meters.get("oqim_screenings").tag("verdict", "hit").counter().count())
                .isEqualTo(1);
        assertThat(meters.get("oqim_screenings")
                        .tag("verdict", "clear")
                        .counter()
                        .count())
                .isZero();
    }

    private int score(String country) {
        var party = new Party(PartyKind.PERSON, "Karimov Utkir", null, country, null, List.of());
        return ((Hit) screening.screen(party)).matches().getFirst().score();
    }

    private Verdict born(String name, String date) {
        return screening.screen(new Party(PartyKind.PERSON, name, LocalDate.parse(date), null, null, List.of()));
    }

    private static Party organisation(String inn) {
        return new Party(
                PartyKind.ORGANISATION, "Severnaya Zvezda Export", null, null, null, List.of(new Identifier(INN, inn)));
    }

    private static Party numbered(String name, @Nullable LocalDate born, Identifier identifier) {
        return new Party(PartyKind.PERSON, name, born, null, null, List.of(identifier));
    }
}
