package gateway.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import gateway.reconciliation.Line.Status;
import gateway.shared.money.Asset;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is a break, what kind it is, and what is none. */
class BreakRulesTest {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final String PAYMENT = "01900000-0000-7000-8000-000000000005";
    private static final Terms TWO = new Terms(Set.of(DAY), null, DAY, null);
    private static final Terms THREE = new Terms(Set.of(DAY), ToldDays.of(Set.of(DAY)), DAY, null);

    private static Line line(Book book, String name, long signed) {
        return line(book, name, signed, Asset.UZS, null, Status.DONE, DAY, false);
    }

    private static Line line(
            Book book,
            String name,
            long signed,
            Asset asset,
            @Nullable Long fee,
            Status status,
            LocalDate day,
            boolean late) {
        return new Line(book, name + book, name, signed > 0, Math.abs(signed), asset, fee, status, day, late);
    }

    private static Line ours(long signed) {
        return line(Book.OURS, "doc_1", signed);
    }

    private static Line theirs(long signed) {
        return line(Book.THEIRS, "ext-1", signed);
    }

    private static Line bank(long signed) {
        return line(Book.BANK, "doc_1", signed);
    }

    private static Line late(Book book, long signed) {
        return line(book, "late", signed, Asset.UZS, null, Status.DONE, DAY, true);
    }

    private static Line with(Line it, Status status) {
        return line(it.book(), it.name(), it.signed(), it.asset(), null, status, it.day(), false);
    }

    /** @param expected kind and against whom, or nothing */
    record Story(
            String name,
            Terms terms,
            List<Line> lines,
            @Nullable BreakKind expected,
            Book against) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static Story two(String name, @Nullable BreakKind expected, Line... lines) {
        return new Story(name, TWO, List.of(lines), expected, Book.THEIRS);
    }

    private static Story bankSays(String name, BreakKind expected, Line... lines) {
        return new Story(name, THREE, List.of(lines), expected, Book.BANK);
    }

    static Stream<Story> stories() {
        return Stream.of(
                two("agree", null, ours(100), theirs(100)),
                two("undone on their side only, never ours", null, theirs(100), theirs(-100)),
                two("never done there, never ours", null, with(theirs(100), Status.FAILED)),
                two("reversed on both sides", null, ours(100), ours(-100), theirs(100), theirs(-100)),
                two("they corrected a duplicate", null, ours(100), theirs(100), theirs(100), theirs(-100)),
                two("a repair made it right", null, ours(100), line(Book.REPAIR, "brk", 10), theirs(110)),
                two("missing here", BreakKind.MISSING_HERE, theirs(100)),
                two("missing there", BreakKind.MISSING_THERE, ours(100)),
                two("amount", BreakKind.AMOUNT, ours(100), theirs(101)),
                two(
                        "currency",
                        BreakKind.CURRENCY,
                        ours(100),
                        line(Book.THEIRS, "ext-1", 100, Asset.USD, null, Status.DONE, DAY, false)),
                two("failed there", BreakKind.STATUS, ours(100), with(theirs(100), Status.FAILED)),
                two("not done yet there", BreakKind.STATUS, ours(100), with(theirs(100), Status.PENDING)),
                two("another sum waits there", BreakKind.AMOUNT, ours(100), with(theirs(90), Status.PENDING)),
                two("twice there, and of another sum", BreakKind.AMOUNT, ours(150), theirs(100), theirs(100)),
                two("twice there", BreakKind.DUPLICATE_THERE, ours(100), theirs(100), theirs(100)),
                two("twice here", BreakKind.DUPLICATE_HERE, ours(100), ours(100), theirs(100)),
                two("late here, not there yet", BreakKind.TIMING, late(Book.OURS, 100)),
                two("late there, not here yet", BreakKind.TIMING, late(Book.THEIRS, 100)),
                two("a late refund", BreakKind.TIMING, ours(100), late(Book.OURS, -30), theirs(100)),
                two("reversed there only", BreakKind.REVERSED, ours(100), theirs(100), theirs(-100)),
                two("refunded here only", BreakKind.REVERSED, ours(100), ours(-30), theirs(100)),
                two("without our fee", BreakKind.FEE, ours(100), fee(2), theirs(100)),
                bankSays("missing at the bank", BreakKind.MISSING_AT_BANK, ours(100), theirs(100)),
                bankSays(
                        "twice at the bank", BreakKind.DUPLICATE_AT_BANK, ours(100), theirs(100), bank(100), bank(100)),
                bankSays("another amount at the bank", BreakKind.AMOUNT, ours(100), theirs(100), bank(99)),
                bankSays("only at the bank", BreakKind.MISSING_HERE, bank(100)));
    }

    private static Line fee(long minor) {
        return line(Book.OURS, "doc_2", minor, Asset.UZS, minor, Status.DONE, DAY, false);
    }

    @ParameterizedTest
    @MethodSource("stories")
    void everyStoryHasItsKind(Story story) {
        var judged = BreakRules.of(new Item(PAYMENT, story.lines()), story.terms());

        if (story.expected() == null) {
            assertThat(judged.breaks()).isEmpty();
            assertThat(judged.agreed()).isTrue();
        } else {
            assertThat(judged.breaks()).singleElement().satisfies(it -> {
                assertThat(it.kind()).isEqualTo(story.expected());
                assertThat(it.against()).isEqualTo(story.against());
            });
            assertThat(judged.agreed()).isFalse();
        }
    }

    @Test
    void theStoriesShowEveryKind() {
        assertThat(stories().map(Story::expected).filter(java.util.Objects::nonNull))
                .containsOnly(BreakKind.values())
                .contains(BreakKind.values());
        assertThat(BreakKind.values()).hasSize(12);
    }

    @Test
    void whatWasLateIsMissingOnceTheNextDayIsTold() {
        var next = DAY.plusDays(1);
        var terms = new Terms(Set.of(DAY, next), null, next, null);

        assertThat(BreakRules.of(new Item(PAYMENT, List.of(late(Book.OURS, 100))), terms)
                        .breaks())
                .singleElement()
                .extracting(Break::kind)
                .isEqualTo(BreakKind.MISSING_THERE);
        var arrived = line(Book.THEIRS, "ext-1", 100, Asset.UZS, null, Status.DONE, next, false);
        assertThat(BreakRules.of(new Item(PAYMENT, List.of(late(Book.OURS, 100), arrived)), terms)
                        .agreed())
                .isTrue();
    }

    @Test
    void whatWasLateThereIsMissingHereOnceOurNextDayIsCompared() {
        var next = DAY.plusDays(1);

        assertThat(BreakRules.of(
                                new Item(PAYMENT, List.of(late(Book.THEIRS, 100))),
                                new Terms(Set.of(DAY, next), null, next, null))
                        .breaks())
                .singleElement()
                .extracting(Break::kind)
                .isEqualTo(BreakKind.MISSING_HERE);
    }

    @Test
    void aBreakIsAsOldAsItsFirstLine() {
        var before = line(Book.THEIRS, "ext-1", 90, Asset.UZS, null, Status.DONE, DAY.minusDays(1), false);

        assertThat(BreakRules.of(new Item(PAYMENT, List.of(ours(100), before)), TWO)
                        .breaks())
                .singleElement()
                .extracting(Break::day)
                .isEqualTo(DAY.minusDays(1));
    }

    @Test
    void nothingIsHeldAgainstWhoHasNotToldOfThatDay() {
        var judged = BreakRules.of(new Item(PAYMENT, List.of(ours(100))), new Terms(Set.of(), null, DAY, null));

        assertThat(judged.breaks()).isEmpty();
        assertThat(judged.heard()).doesNotContain(Book.THEIRS);
        assertThat(judged.agreed()).isFalse();
    }

    @Test
    void nothingIsSaidOfADayWithoutAFile() {
        var terms = new Terms(Set.of(DAY), ToldDays.of(Set.of()), DAY, null);
        var judged = BreakRules.of(new Item(PAYMENT, List.of(ours(100), theirs(100))), terms);

        assertThat(judged.breaks()).isEmpty();
        assertThat(judged.agreed()).as("the bank may still say something").isFalse();
    }

    static Stream<Arguments> whoIsAlone() {
        return Stream.of(
                arguments(Alone.THEIRS, List.of(ours(100), theirs(90), bank(100))),
                arguments(Alone.THEIRS, List.of(ours(100), bank(100))),
                arguments(Alone.THEIRS, List.of(theirs(100))),
                arguments(Alone.BANK, List.of(ours(100), theirs(100), bank(90))),
                arguments(Alone.BANK, List.of(ours(100), theirs(100))),
                arguments(Alone.BANK, List.of(bank(100))),
                arguments(Alone.OURS, List.of(ours(100), theirs(90), bank(90))),
                arguments(Alone.OURS, List.of(theirs(100), bank(100))),
                arguments(Alone.OURS, List.of(ours(100))),
                arguments(Alone.OURS, List.of(ours(100), theirs(100), theirs(-100))),
                arguments(Alone.OURS, List.of(ours(100), with(theirs(100), Status.FAILED))),
                arguments(Alone.EACH, List.of(ours(100), theirs(90), bank(80))));
    }

    @ParameterizedTest
    @MethodSource
    void whoIsAlone(Alone alone, List<Line> lines) {
        assertThat(BreakRules.of(new Item(PAYMENT, lines), THREE).breaks())
                .isNotEmpty()
                .allMatch(it -> it.alone() == alone);
        assertThat(BreakRules.of(new Item(PAYMENT, lines), TWO).breaks())
                .as("without a third book nobody can say")
                .allMatch(it -> it.alone() == Alone.UNKNOWN);
    }

    @Test
    void whoHasNotSpokenYetAgreesWithNobody() {
        var terms = new Terms(Set.of(DAY), ToldDays.of(Set.of(DAY.minusDays(1))), DAY, null);

        assertThat(BreakRules.of(new Item(PAYMENT, List.of(theirs(100))), terms).breaks())
                .singleElement()
                .extracting(Break::alone)
                .isEqualTo(Alone.UNKNOWN);
        var untold = new Terms(Set.of(), ToldDays.of(Set.of(DAY)), DAY, null);
        assertThat(BreakRules.of(new Item(PAYMENT, List.of(bank(100))), untold).breaks())
                .singleElement()
                .extracting(Break::alone)
                .isEqualTo(Alone.UNKNOWN);
    }

    @Test
    void halfOfWhatTheBankSaysIsHeldAgainstNobody() {
        var half = ToldDays.of(Set.of(new ToldDays.Told(DAY, "A")), Set.of("A", "B"));
        var both = ToldDays.of(Set.of(new ToldDays.Told(DAY, "A"), new ToldDays.Told(DAY, "B")), Set.of("A", "B"));
        var item = new Item(PAYMENT, List.of(ours(100), theirs(100), bank(40)));

        var waiting = BreakRules.of(item, new Terms(Set.of(DAY), half, DAY, null));
        assertThat(waiting.breaks()).isEmpty();
        assertThat(waiting.agreed()).isFalse();
        assertThat(BreakRules.of(item, new Terms(Set.of(DAY), both, DAY, null)).breaks())
                .hasSize(1);
    }

    @Test
    void theBankMayBookARepairOrNot() {
        var repair = line(Book.REPAIR, "brk", 10);

        assertThat(BreakRules.of(new Item(PAYMENT, List.of(ours(100), repair, theirs(110), bank(100))), THREE)
                        .agreed())
                .isTrue();
        assertThat(BreakRules.of(new Item(PAYMENT, List.of(ours(100), repair, theirs(110), bank(110))), THREE)
                        .agreed())
                .isTrue();
        assertThat(BreakRules.of(new Item(PAYMENT, List.of(ours(100), repair, theirs(110), bank(105))), THREE)
                        .breaks())
                .hasSize(1);
    }

    @Test
    void whatTheyKeepIsComparedWithWhatWasAgreed() {
        var terms = new Terms(Set.of(DAY), null, DAY, new BigDecimal("0.0125"));
        var right = line(Book.THEIRS, "f", 1_000, Asset.UZS, 13L, Status.DONE, DAY, false);
        var wrong = line(Book.THEIRS, "f", 1_000, Asset.UZS, 14L, Status.DONE, DAY, false);

        assertThat(BreakRules.of(new Item(PAYMENT, List.of(ours(1_000), right)), terms)
                        .breaks())
                .isEmpty();
        assertThat(BreakRules.of(new Item(PAYMENT, List.of(ours(1_000), wrong)), terms)
                        .breaks())
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.kind()).isEqualTo(BreakKind.FEE);
                    assertThat(it.ours()).isEqualTo(13);
                    assertThat(it.theirs()).isEqualTo(14);
                    assertThat(it.correction()).isZero();
                });
    }

    @Test
    void aCorrectionIsWhatOursLacksAndOnlyAgainstTheCounterparty() {
        var more = BreakRules.of(new Item(PAYMENT, List.of(ours(100), theirs(130))), TWO);
        var less = BreakRules.of(new Item(PAYMENT, List.of(ours(100))), TWO);
        var atBank = BreakRules.of(new Item(PAYMENT, List.of(ours(100), theirs(100), bank(7))), THREE);

        assertThat(more.breaks().getFirst().correction()).isEqualTo(30);
        assertThat(less.breaks().getFirst().correction()).isEqualTo(-100);
        assertThat(atBank.breaks().getFirst().correction()).isZero();
        var late = BreakRules.of(new Item(PAYMENT, List.of(late(Book.OURS, 100))), TWO);
        assertThat(late.breaks().getFirst().correction())
                .as("it comes by itself")
                .isZero();
        var dollars = line(Book.THEIRS, "ext-1", 90, Asset.USD, null, Status.DONE, DAY, false);
        var other = BreakRules.of(new Item(PAYMENT, List.of(ours(100), dollars)), TWO);
        assertThat(other.breaks().getFirst().correction())
                .as("sums of two currencies")
                .isZero();
    }

    @Test
    void theSameBreakHasOneIdInThePaymentsShard() {
        var found = BreakRules.of(new Item(PAYMENT, List.of(ours(100))), TWO)
                .breaks()
                .getFirst();

        assertThat(found.id("humo")).isEqualTo(found.id("humo")).isNotEqualTo(found.id("visa"));
        assertThat(found.id("humo").toString()).endsWith("05");
    }

    @Property
    void booksThatSayTheSameAgreeInAnyOrder(
            @ForAll @Size(min = 1, max = 12) List<@LongRange(min = -1_000_000, max = 1_000_000) Long> amounts,
            @ForAll Random random) {
        var lines = new ArrayList<Line>();
        int number = 0;
        for (long amount : amounts) {
            if (amount != 0) {
                for (var book : List.of(Book.OURS, Book.THEIRS, Book.BANK)) {
                    lines.add(line(book, "n" + number, amount));
                }
                number++;
            }
        }
        Collections.shuffle(lines, random);

        assertThat(BreakRules.of(new Item(PAYMENT, lines), THREE).breaks()).isEmpty();
    }

    @Property
    void booksThatComeToSomethingElseNeverAgree(
            @ForAll @Size(min = 1, max = 6) List<@LongRange(min = 1, max = 1_000) Long> amounts,
            @ForAll @IntRange(min = 1, max = 5_000) int more) {
        var lines = new ArrayList<Line>();
        amounts.forEach(it -> lines.addAll(Arrays.asList(ours(it), theirs(it))));
        lines.add(theirs(more));

        assertThat(BreakRules.of(new Item(PAYMENT, lines), TWO).breaks()).hasSize(1);
    }
}
