package gateway.compliance.matching;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.compliance.PartyKind;
import gateway.compliance.names.Name;
import gateway.compliance.names.Spelling;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for all names, also for those nobody has. */
class NamePropertiesTest {

    private static final int TRIES = 500;
    private static final int POSSIBLE_FROM = 780;

    @Property(tries = TRIES)
    void normalisingAgainChangesNothing(@ForAll String text) {
        assertThat(Spelling.of(Spelling.of(text))).isEqualTo(Spelling.of(text));
    }

    @Property(tries = TRIES)
    void itDoesNotMatterWhoseNameComesFirst(@ForAll("names") String one, @ForAll("names") String other) {
        assertThat(score(one, other)).isEqualTo(score(other, one));
    }

    @Property(tries = TRIES)
    void everyNameIsItself(@ForAll("names") String name) {
        assertThat(score(name, name)).isEqualTo(1_000);
    }

    @Property(tries = TRIES)
    void wordsMayComeInAnyOrder(@ForAll("surnames") String surname, @ForAll("givens") String given) {
        assertThat(score(surname + " " + given, given + " " + surname)).isEqualTo(1_000);
    }

    @Property(tries = TRIES)
    void aFathersNameThatOneLeavesOutChangesNothing(
            @ForAll("surnames") String surname, @ForAll("givens") String given, @ForAll("givens") String father) {
        var name = surname + " " + given;

        assertThat(score(name + " " + father + " oʻgʻli", name)).isGreaterThanOrEqualTo(POSSIBLE_FROM);
        assertThat(score(name + " " + father + "ovich", name)).isGreaterThanOrEqualTo(POSSIBLE_FROM);
    }

    @Property(tries = TRIES)
    void aSurnameAloneIsNobody(@ForAll("surnames") String surname, @ForAll("givens") String given) {
        assertThat(score(surname, surname + " " + given)).isLessThan(POSSIBLE_FROM);
    }

    @Property(tries = TRIES)
    void scoresAreThousandths(@ForAll String one, @ForAll String other) {
        for (var kind : PartyKind.values()) {
            var left = Name.read(kind, one);
            var right = Name.read(kind, other);
            if (left.isPresent() && right.isPresent()) {
                assertThat(CompareNames.compare(left.get(), right.get(), Weights.EVEN)
                                .score())
                        .isBetween(0, 1_000);
            }
        }
    }

    private static int score(String one, String other) {
        return CompareNames.compare(person(one), person(other), Weights.EVEN).score();
    }

    private static Name person(String text) {
        return Name.read(PartyKind.PERSON, text).orElseThrow();
    }

    @Provide
    Arbitrary<String> surnames() {
        return Arbitraries.of(
                "Karimov",
                "Rahimov",
                "Yoʻldoshev",
                "Xolmatov",
                "Gʻaniyev",
                "Qodirov",
                "Toʻxtayev",
                "Saidov",
                "Кузнецов");
    }

    @Provide
    Arbitrary<String> givens() {
        return Arbitraries.of(
                "Oʻtkir", "Anvar", "Jasur", "Shuhrat", "Aziz", "Ulugʻbek", "Sergey", "Otabek", "Сардор", "Farhod");
    }

    @Provide
    Arbitrary<String> names() {
        var word = Arbitraries.strings()
                .withChars("aeioukmnrsthlvxqzgʻ")
                .ofMinLength(1)
                .ofMaxLength(9);
        var plain = word.filter(it -> it.chars().anyMatch(each -> each != 'ʻ'));
        var known = Arbitraries.oneOf(surnames(), givens(), plain);
        return known.list().ofMinSize(1).ofMaxSize(4).map(words -> String.join(" ", words));
    }
}
