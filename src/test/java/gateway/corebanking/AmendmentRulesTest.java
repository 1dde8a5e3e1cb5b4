package gateway.corebanking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import gateway.corebanking.AmendmentRules.Facts;
import gateway.corebanking.statement.Statement.Side;
import gateway.corebanking.tieout.TieOut.Booked;
import gateway.corebanking.tieout.TieOut.Theirs;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import gateway.shared.problems.ProblemException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What has to be booked at theirs for every way in which books disagree. */
class AmendmentRulesTest {

    private static final String CLEARING = "17301000900000002002";
    private static final String TRANSIT = "29801000900000003001";
    private static final String OTHER = "45294000900000004001";
    private static final LocalDate DAY = LocalDate.of(2026, 3, 14);
    private static final Booked OURS = ours(CLEARING, 100_00);

    private static Booked ours(String debit, long minor) {
        return new Booked(
                "doc_1", new UUID(1, 1), DAY, debit, TRANSIT, "clearing:humo", "transit", minor, Asset.UZS, false);
    }

    private static Theirs line(String account, Side side, long minor, Asset asset) {
        return new Theirs(account, DAY, "doc_1", side, minor, asset);
    }

    /** A document as it stands on two accounts. */
    private static List<Theirs> booked(String debit, String credit, long minor, Asset asset) {
        return List.of(line(debit, Side.DEBIT, minor, asset), line(credit, Side.CREDIT, minor, asset));
    }

    private static List<Theirs> all(List<Theirs> one, List<Theirs> other) {
        var all = new ArrayList<>(one);
        all.addAll(other);
        return all;
    }

    private static List<Amendment> wanted(@Nullable Booked ours, List<Theirs> lines, Amendment... made) {
        return AmendmentRules.wanted(new Facts(ours, lines, List.of(made)));
    }

    private static Amendment amendment(String debit, String credit, long minor) {
        return new Amendment(debit, credit, new Money(minor, Asset.UZS));
    }

    private static void refused(String why, @Nullable Booked ours, List<Theirs> lines, Amendment... made) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> wanted(ours, lines, made))
                .satisfies(it -> assertThat(it.type()).isEqualTo(CoreBankingProblem.CORE_BREAK_NOT_AMENDABLE))
                .withMessageContaining(why);
    }

    @Test
    void aWrongAmountIsBookedUpOrDownToOurs() {
        assertThat(wanted(OURS, booked(CLEARING, TRANSIT, 1_00, Asset.UZS)))
                .containsExactly(amendment(CLEARING, TRANSIT, 99_00));
        assertThat(wanted(OURS, booked(CLEARING, TRANSIT, 150_00, Asset.UZS)))
                .containsExactly(amendment(TRANSIT, CLEARING, 50_00));
    }

    @Test
    void aDuplicateIsReversedOnce() {
        var once = booked(CLEARING, TRANSIT, 100_00, Asset.UZS);

        assertThat(wanted(OURS, all(once, once))).containsExactly(amendment(TRANSIT, CLEARING, 100_00));
    }

    @Test
    void anotherCurrencyIsReversedAndOursIsBooked() {
        assertThat(wanted(OURS, booked(CLEARING, TRANSIT, 7_00, Asset.USD)))
                .containsExactlyInAnyOrder(
                        new Amendment(TRANSIT, CLEARING, new Money(7_00, Asset.USD)),
                        amendment(CLEARING, TRANSIT, 100_00));
    }

    @Test
    void whatNobodyHereBookedIsReversed() {
        assertThat(wanted(null, booked(OTHER, CLEARING, 5_00, Asset.UZS)))
                .containsExactly(amendment(CLEARING, OTHER, 5_00));
    }

    @Test
    void whatStandsOnAnotherAccountIsMoved() {
        assertThat(wanted(OURS, booked(OTHER, TRANSIT, 100_00, Asset.UZS)))
                .containsExactly(amendment(CLEARING, OTHER, 100_00));
    }

    @Test
    void whatIsMerelyLateIsNotAmended() {
        refused("It stands there as it should", OURS, booked(CLEARING, TRANSIT, 100_00, Asset.UZS));
    }

    @Test
    void whatIsMissingIsToldAgain() {
        refused("tell-again", OURS, List.of());
        refused("Nothing names it", null, List.of());
    }

    /** The other account has no statement, or not yet. */
    @Test
    void oneSideAloneProvesNothing() {
        refused("Only one side", OURS, List.of(line(CLEARING, Side.DEBIT, 1_00, Asset.UZS)));
        refused("Only one side", null, List.of(line(CLEARING, Side.DEBIT, 1_00, Asset.UZS)));
    }

    @Test
    void anAccountOfOursWithoutANumberIsNoAccountOfTheirs() {
        refused(
                "no number",
                ours("not in the map: clearing:humo", 100_00),
                booked(CLEARING, TRANSIT, 100_00, Asset.UZS));
    }

    @Test
    void whatWasAmendedIsNotAmendedAgain() {
        var lines = booked(CLEARING, TRANSIT, 1_00, Asset.UZS);
        var made = amendment(CLEARING, TRANSIT, 99_00);

        refused("as it should", OURS, lines, made);
        // They reversed it by themselves after all: ours goes back.
        assertThat(wanted(OURS, all(lines, booked(CLEARING, TRANSIT, 99_00, Asset.UZS)), made))
                .containsExactly(amendment(TRANSIT, CLEARING, 99_00));
    }

    /** Whatever they booked: with the amendments every account stands as our books have it. */
    @Property
    void afterwardsTheirsAreOurs(@ForAll("entries") List<Amendment> theirs, @ForAll boolean known) {
        var ours = known ? OURS : null;
        var lines = theirs.stream()
                .flatMap(it -> booked(
                        it.debit(),
                        it.credit(),
                        it.amount().minor(),
                        it.amount().asset())
                        .stream())
                .toList();
        var stands = sums(theirs);
        var should = known ? sums(List.of(amendment(CLEARING, TRANSIT, 100_00))) : Map.<String, Long>of();
        if (stands.equals(should)) {
            return;
        }

        var made = wanted(ours, lines);

        var together = new ArrayList<>(theirs);
        together.addAll(made);
        assertThat(sums(together)).isEqualTo(should);
        assertThat(made).allMatch(it -> it.amount().isPositive());
        refused("as it should", ours, lines, made.toArray(Amendment[]::new));
    }

    private static Map<String, Long> sums(List<Amendment> all) {
        var sums = new TreeMap<String, Long>(Comparator.naturalOrder());
        for (var it : all) {
            var asset = it.amount().asset().code();
            sums.merge(asset + it.debit(), it.amount().minor(), Long::sum);
            sums.merge(asset + it.credit(), -it.amount().minor(), Long::sum);
        }
        sums.values().removeIf(minor -> minor == 0);
        return sums;
    }

    @Provide
    Arbitrary<List<Amendment>> entries() {
        var accounts = Arbitraries.of(CLEARING, TRANSIT, OTHER);
        var amounts = Arbitraries.longs().between(1, 200_00);
        return Combinators.combine(accounts, accounts, amounts, Arbitraries.of(Asset.UZS, Asset.USD))
                .as((debit, credit, minor, asset) -> new Amendment(debit, credit, new Money(minor, asset)))
                .filter(it -> !it.debit().equals(it.credit()))
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }
}
