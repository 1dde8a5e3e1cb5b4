package gateway.corebanking.tieout;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.corebanking.BooksInMemory;
import gateway.corebanking.statement.Statement.Side;
import gateway.corebanking.tieout.TieOut.Booked;
import gateway.corebanking.tieout.TieOut.Break;
import gateway.corebanking.tieout.TieOut.Kind;
import gateway.corebanking.tieout.TieOut.Theirs;
import gateway.corebanking.tieout.TieOutRules.Told;
import gateway.shared.money.Asset;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A day of 10,000 payments ties out; what is wrong in it is found, and nothing else. */
class TieOutRulesTest {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 14);
    private static final int PAYMENTS = 10_000;
    private static final Map<String, String> NUMBERS = Map.of(
            "clearing:uzcard", "17301000900000002001",
            "clearing:humo", "17301000900000002002",
            "transit", "29801000900000003001",
            "fee-income", "45294000900000004001",
            "vat-payable", "22504000900000005001",
            "merchant", "22616000900000001002");

    /** All books of a day, which may be falsified line by line. */
    private static final class Day {

        private final List<Booked> booked = new ArrayList<>();
        private final List<Theirs> core = new ArrayList<>();
        private final List<Theirs> rails = new ArrayList<>();
        private final Map<String, UUID> known = new HashMap<>();
        private final Random random;

        Day(long seed) {
            random = new Random(seed);
        }

        static Day of(int payments, long seed) {
            var day = new Day(seed);
            for (int i = 0; i < payments; i++) {
                day.pay(i);
            }
            Collections.shuffle(day.core, day.random);
            Collections.shuffle(day.rails, day.random);
            return day;
        }

        /** From a card to a card or a merchant, with a fee and its tax on top. */
        private void pay(int n) {
            var id = new UUID(0x7000 + n, random.nextLong());
            long amount = 1_000 + random.nextInt(1_000_000);
            long fee = amount / 100 + 1;
            long vat = fee * 12 / 100 + 1;
            boolean toCard = n % 2 == 0;
            book(id, 3, "clearing:uzcard", toCard ? "transit" : "merchant", amount);
            if (toCard) {
                book(id, 6, "clearing:uzcard", "transit", fee + vat);
                book(id, 4, "transit", "clearing:humo", amount);
            }
            book(id, 5, toCard ? "transit" : "clearing:uzcard", "fee-income", fee);
            book(id, 7, toCard ? "transit" : "clearing:uzcard", "vat-payable", vat);
            move("uzcard", "d" + n, id, Side.DEBIT, amount + fee + vat);
            if (toCard) {
                move("humo", "c" + n, id, Side.CREDIT, amount);
            }
        }

        private void book(UUID payment, int turn, String debit, String credit, long minor) {
            var it = new Booked(
                    "doc_" + payment + "-" + turn,
                    payment,
                    DAY,
                    NUMBERS.get(debit),
                    NUMBERS.get(credit),
                    debit,
                    credit,
                    minor,
                    Asset.UZS,
                    false);
            booked.add(it);
            core.add(new Theirs(it.debitAccount(), DAY, it.document(), Side.DEBIT, minor, Asset.UZS));
            core.add(new Theirs(it.creditAccount(), DAY, it.document(), Side.CREDIT, minor, Asset.UZS));
        }

        private void move(String rail, String name, UUID payment, Side side, long minor) {
            known.put(rail + "/" + name, payment);
            rails.add(new Theirs(rail, DAY, name, side, minor, Asset.UZS));
        }

        TieOut tieOut() {
            return tieOut(DAY, 500);
        }

        TieOut tieOut(LocalDate day, int page) {
            return tieOut(day, page, new Told(Set.copyOf(NUMBERS.values()), Set.of("uzcard", "humo")));
        }

        TieOut tieOut(LocalDate day, int page, Told told) {
            return new BooksInMemory(booked, core, rails, told, known, page).compare(day);
        }

        /** Falsifies a line that nobody falsified yet; emits what must be found. */
        String falsify(Kind kind, boolean ofRail, Set<String> touched) {
            var lines = ofRail ? rails : core;
            int place = random.nextInt(lines.size());
            while (!touched.add(place(lines.get(place), ofRail))) {
                place = random.nextInt(lines.size());
            }
            var it = lines.get(place);
            var expected = kind + " " + place(it, ofRail);
            switch (kind) {
                case MISSING -> lines.remove(place);
                case EXTRA -> lines.add(changed(it, DAY, "unheard-of-" + place, it.minor(), it.asset()));
                case AMOUNT -> lines.set(place, changed(it, DAY, it.reference(), it.minor() + 1, it.asset()));
                case CURRENCY -> lines.set(place, changed(it, DAY, it.reference(), it.minor(), Asset.USD));
                case DUPLICATE -> lines.add(it);
                case TIMING -> lines.set(place, changed(it, DAY.plusDays(1), it.reference(), it.minor(), it.asset()));
            }
            return kind == Kind.EXTRA ? kind + " " + it.account() + " unheard-of-" + place : expected;
        }

        private String place(Theirs it, boolean ofRail) {
            return it.account() + " "
                    + (ofRail ? String.valueOf(known.get(it.account() + "/" + it.reference())) : it.reference());
        }

        private static Theirs changed(Theirs it, LocalDate day, String reference, long minor, Asset asset) {
            return new Theirs(it.account(), day, reference, it.side(), minor, asset);
        }
    }

    @Test
    void aDayOfTenThousandPaymentsTiesOut() {
        var tieOut = Day.of(PAYMENTS, 1).tieOut();

        assertThat(tieOut.breaks()).isEmpty();
        assertThat(tieOut.silent()).isEmpty();
        assertThat(tieOut.accuracy()).isEqualTo(1_000_000);
        // Of each two payments 5 and 3 documents with two sides each, and 2 and 1 movements of a rail.
        assertThat(tieOut.compared()).isEqualTo(PAYMENTS / 2 * (10 + 6 + 2 + 1));
        assertThat(tieOut.totals()).hasSize(NUMBERS.size() + 2).allMatch(it -> it.ours() == it.theirs());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aHundredBreaksAreAllFoundAndNoneIsInvented(long seed) {
        var day = Day.of(PAYMENTS, seed);
        var expected = new HashSet<String>();
        var touched = new HashSet<String>();
        for (int n = 0; n < 100; n++) {
            expected.add(day.falsify(Kind.values()[n % Kind.values().length], n % 3 == 0, touched));
        }

        var found = day.tieOut().breaks();

        assertThat(expected).hasSize(100);
        assertThat(found).hasSize(100);
        assertThat(found.stream().map(TieOutRulesTest::text).collect(Collectors.toSet()))
                .isEqualTo(expected);
        assertThat(found).allMatch(it -> !it.kind().repair().isBlank());
    }

    @Test
    void whatIsLateTodayIsExplainedTomorrow() {
        var day = Day.of(10, 5);
        day.falsify(Kind.TIMING, false, new HashSet<>());

        var tomorrow = day.tieOut(DAY.plusDays(1), 500);

        assertThat(tomorrow.breaks()).singleElement().extracting(Break::kind).isEqualTo(Kind.TIMING);
    }

    /** 100.00 of ours that they booked as 1.00 on the next day is wrong, on both days, and not merely late. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsLateAndWrongIsWrong(boolean ofRail) {
        var lines = Map.<Kind, UnaryOperator<Theirs>>of(
                Kind.AMOUNT, it -> Day.changed(it, DAY.plusDays(1), it.reference(), it.minor() / 100, it.asset()),
                Kind.CURRENCY, it -> Day.changed(it, DAY.plusDays(1), it.reference(), it.minor(), Asset.USD),
                Kind.TIMING, it -> Day.changed(it, DAY.plusDays(1), it.reference(), it.minor(), it.asset()));
        lines.forEach((kind, falsified) -> {
            var day = Day.of(10, 5);
            var theirs = ofRail ? day.rails : day.core;
            theirs.set(3, falsified.apply(theirs.get(3)));
            var expected = kind + " " + day.place(theirs.get(3), ofRail);

            assertThat(day.tieOut().breaks().stream().map(TieOutRulesTest::text))
                    .containsExactly(expected);
            assertThat(day.tieOut(DAY.plusDays(1), 500).breaks().stream().map(TieOutRulesTest::text))
                    .containsExactly(expected);
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsLateAndThereTwiceIsThereTwice(boolean ofRail) {
        var day = Day.of(10, 5);
        var theirs = ofRail ? day.rails : day.core;
        var late = Day.changed(
                theirs.get(3),
                DAY.plusDays(1),
                theirs.get(3).reference(),
                theirs.get(3).minor(),
                Asset.UZS);
        theirs.set(3, late);
        theirs.add(late);

        var tomorrow = day.tieOut(DAY.plusDays(1), 500);

        assertThat(tomorrow.breaks().stream().map(TieOutRulesTest::text))
                .contains("DUPLICATE " + day.place(late, ofRail));
    }

    /** However the pages fall, each thing is compared once. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 10_000})
    void theSizeOfAPageChangesNothing(int page) {
        var day = Day.of(200, 4);
        var touched = new HashSet<String>();
        for (int n = 0; n < 60; n++) {
            day.falsify(Kind.values()[n % Kind.values().length], n % 3 == 0, touched);
        }

        for (var of : List.of(DAY, DAY.plusDays(1))) {
            assertThat(day.tieOut(of, page)).isEqualTo(day.tieOut(of, 500));
        }
    }

    /** Late by more than any window, and refunded later: every day tells only what it knows to be wrong. */
    @Test
    void aRefundOfAnotherDayMakesNoBreak() {
        var day = Day.of(4, 5);
        var payment = day.known.get("uzcard/d1");
        var later = DAY.plusDays(10);
        day.booked.add(new Booked(
                "doc_refund",
                payment,
                later,
                NUMBERS.get("merchant"),
                NUMBERS.get("clearing:uzcard"),
                "merchant",
                "clearing:uzcard",
                500,
                Asset.UZS,
                false));
        day.core.add(new Theirs(NUMBERS.get("merchant"), later, "doc_refund", Side.DEBIT, 500, Asset.UZS));
        day.core.add(new Theirs(NUMBERS.get("clearing:uzcard"), later, "doc_refund", Side.CREDIT, 500, Asset.UZS));
        day.move("uzcard", "r1", payment, Side.CREDIT, 500);
        day.rails.set(day.rails.size() - 1, Day.changed(day.rails.getLast(), later.plusDays(5), "r1", 500, Asset.UZS));

        assertThat(day.tieOut().breaks()).isEmpty();
        assertThat(day.tieOut(later, 2).breaks().stream().map(TieOutRulesTest::text))
                .containsExactly("TIMING uzcard " + payment);
        assertThat(day.tieOut(later.plusDays(5), 2).breaks().stream().map(TieOutRulesTest::text))
                .containsExactly("TIMING uzcard " + payment);
    }

    /** A repair corrects our books by what was found elsewhere: the core banking system is told, no rail is asked. */
    @Test
    void noRailKnowsOfARepair() {
        var day = Day.of(4, 5);
        var repair = new Booked(
                "doc_repair",
                new UUID(1, 1),
                DAY,
                NUMBERS.get("clearing:uzcard"),
                NUMBERS.get("transit"),
                "clearing:uzcard",
                "transit",
                700,
                Asset.UZS,
                true);
        day.booked.add(repair);

        assertThat(day.tieOut().breaks().stream().map(TieOutRulesTest::text))
                .containsExactlyInAnyOrder(
                        "MISSING " + NUMBERS.get("clearing:uzcard") + " doc_repair",
                        "MISSING " + NUMBERS.get("transit") + " doc_repair");
    }

    /** What is listed is bounded, what is counted is not. */
    @Test
    void aDayOfWhichNothingIsThereIsCountedToItsEnd() {
        var day = Day.of(2_000, 5);
        day.core.clear();

        var tieOut = day.tieOut();

        assertThat(tieOut.found()).isEqualTo(2_000 / 2 * (10 + 6));
        assertThat(tieOut.breaks()).hasSize(10_000);
    }

    @Test
    void nothingIsSaidOfAnAccountWithoutItsStatement() {
        var day = Day.of(10, 5);
        day.core.removeIf(it -> it.account().equals(NUMBERS.get("vat-payable")));

        var told = NUMBERS.values().stream()
                .filter(it -> !it.equals(NUMBERS.get("vat-payable")))
                .collect(Collectors.toSet());
        var tieOut = day.tieOut(DAY, 500, new Told(told, Set.of("uzcard")));

        assertThat(tieOut.breaks()).isEmpty();
        assertThat(tieOut.silent()).containsExactly(NUMBERS.get("vat-payable"), "humo");
    }

    /** A payment that failed keeps no name of the message that was undone. */
    @Test
    void whatARailTookAndGaveBackUnderANameOfItsOwnIsNoBreak() {
        var day = Day.of(10, 5);
        day.rails.add(new Theirs("uzcard", DAY, "undone", Side.DEBIT, 700, Asset.UZS));
        day.rails.add(new Theirs("uzcard", DAY.plusDays(1), "undone", Side.CREDIT, 700, Asset.UZS));
        assertThat(day.tieOut().breaks()).isEmpty();

        day.rails.add(new Theirs("uzcard", DAY, "half", Side.DEBIT, 700, Asset.UZS));
        day.rails.add(new Theirs("uzcard", DAY, "half", Side.CREDIT, 699, Asset.UZS));
        assertThat(day.tieOut().breaks().stream().map(TieOutRulesTest::text))
                .containsExactly("EXTRA uzcard half", "EXTRA uzcard half");
    }

    @Test
    void aBreakLowersTheAccuracy() {
        var day = Day.of(100, 9);
        Stream.of(Kind.MISSING, Kind.AMOUNT).forEach(kind -> day.falsify(kind, false, new HashSet<>()));

        assertThat(day.tieOut().accuracy()).isBetween(990_000, 999_999);
    }

    private static String text(Break it) {
        return it.kind() + " " + it.account() + " " + it.reference();
    }
}
