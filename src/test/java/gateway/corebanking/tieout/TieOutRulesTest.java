package gateway.corebanking.tieout;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.corebanking.statement.Statement.Side;
import gateway.corebanking.tieout.TieOut.Booked;
import gateway.corebanking.tieout.TieOut.Break;
import gateway.corebanking.tieout.TieOut.Kind;
import gateway.corebanking.tieout.TieOut.Theirs;
import gateway.corebanking.tieout.TieOutRules.Books;
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
                    Asset.UZS);
            booked.add(it);
            core.add(new Theirs(it.debitAccount(), DAY, it.document(), Side.DEBIT, minor, Asset.UZS));
            core.add(new Theirs(it.creditAccount(), DAY, it.document(), Side.CREDIT, minor, Asset.UZS));
        }

        private void move(String rail, String name, UUID payment, Side side, long minor) {
            known.put(rail + "/" + name, payment);
            rails.add(new Theirs(rail, DAY, name, side, minor, Asset.UZS));
        }

        TieOut tieOut() {
            return TieOutRules.of(
                    DAY, new Books(booked, core, rails, Set.copyOf(NUMBERS.values()), Set.of("uzcard", "humo"), known));
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

        var tomorrow = TieOutRules.of(
                DAY.plusDays(1),
                new Books(day.booked, day.core, day.rails, Set.copyOf(NUMBERS.values()), Set.of(), day.known));

        assertThat(tomorrow.breaks()).singleElement().extracting(Break::kind).isEqualTo(Kind.TIMING);
    }

    @Test
    void nothingIsSaidOfAnAccountWithoutItsStatement() {
        var day = Day.of(10, 5);
        day.core.removeIf(it -> it.account().equals(NUMBERS.get("vat-payable")));

        var tieOut = TieOutRules.of(
                DAY,
                new Books(
                        day.booked,
                        day.core,
                        day.rails,
                        NUMBERS.values().stream()
                                .filter(it -> !it.equals(NUMBERS.get("vat-payable")))
                                .collect(Collectors.toSet()),
                        Set.of("uzcard"),
                        day.known));

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
