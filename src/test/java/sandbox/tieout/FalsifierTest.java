package sandbox.tieout;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.corebanking.BooksInMemory;
import gateway.corebanking.statement.CamtStatement;
import gateway.corebanking.statement.CsvStatement;
import gateway.corebanking.statement.Statement;
import gateway.corebanking.statement.StatementRefused;
import gateway.corebanking.tieout.TieOut;
import gateway.corebanking.tieout.TieOut.Booked;
import gateway.corebanking.tieout.TieOut.Theirs;
import gateway.corebanking.tieout.TieOutRules.Told;
import gateway.shared.money.Asset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sandbox.abs.DayStatement;
import sandbox.books.BookEntry;
import sandbox.tieout.Falsifier.Way;

/** A small day in memory: what {@code ./gateway tie-out} does with a whole bank, without one. */
class FalsifierTest {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 14);
    private static final String NOON = "2026-03-14T07:00:00Z";
    private static final String CLEARING = "17301000900000002001";
    private static final String WALLET = "22616000900000001001";
    private static final String INCOME = "45294000900000004001";
    private static final int PAYMENTS = 150;

    private final List<Booked> booked = new ArrayList<>();
    private final Map<String, List<BookEntry>> theirs = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();

    FalsifierTest() {
        theirs.put(TheirBooks.ABS, new ArrayList<>());
        theirs.put("uzcard", new ArrayList<>());
        for (int i = 0; i < PAYMENTS; i++) {
            var payment = new UUID(7, i);
            book(payment, new UUID(8, i), "wallet", WALLET, 1_000 + i);
            book(payment, new UUID(9, i), "fee-income", INCOME, 10);
            theirs.get("uzcard").add(entry("R" + i, "DEBIT", 1_010 + i, Map.of()));
            names.put("uzcard/R" + i, payment.toString());
        }
    }

    private void book(UUID payment, UUID id, String credit, String number, long minor) {
        var document = "doc_" + id;
        booked.add(new Booked(
                document, payment, DAY, CLEARING, number, "clearing:uzcard", credit, minor, Asset.UZS, false));
        theirs.get(TheirBooks.ABS)
                .add(entry(document, "DOCUMENT", minor, Map.of("debit", CLEARING, "credit", number, "bookedAt", NOON)));
    }

    private static BookEntry entry(String reference, String kind, long minor, Map<String, String> facts) {
        return new BookEntry(reference, kind, minor, "UZS", "", NOON, facts);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aDayThatNobodyDisturbedHasNoBreak(boolean xml) {
        assertThat(breaks(new TheirBooks(theirs, DAY), xml)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyFalsehoodIsFoundAndNoneInvented(long seed) {
        var books = new TheirBooks(theirs, DAY);
        var put = new Falsifier(books, names, new SplittableRandom(seed)).put(100);

        var judged = Judgement.of(put, breaks(books, seed % 2 == 0));

        assertThat(judged.invented()).isEmpty();
        assertThat(judged.found()).as(judged.table()).isEqualTo(100);
    }

    /** The judge is no friend: what is not said is not found, and what is said of nothing is invented. */
    @Test
    void aTieOutThatOverlooksOneOrInventsOneIsCaught() {
        var books = new TheirBooks(theirs, DAY);
        var put = new Falsifier(books, names, new SplittableRandom(5)).put(2 * Way.values().length);
        var said = new HashSet<>(breaks(books, false));
        said.remove(put.getFirst().expected().iterator().next());
        said.add("amount uzcard nobody");

        var judged = Judgement.of(put, said);

        assertThat(judged.found()).isEqualTo(2 * Way.values().length - 1);
        assertThat(judged.invented()).containsExactly("amount uzcard nobody");
        assertThat(judged.missed())
                .containsExactly(put.getFirst().expected().iterator().next());
    }

    /** An account without a statement would be silent, and nothing is said of those. */
    @Test
    void anAccountOnWhichNothingIsLeftHasAStatementAllTheSame() {
        var books = new TheirBooks(theirs, DAY);
        int before = books.statements(DAY).size();

        books.of(TheirBooks.ABS).clear();

        assertThat(books.statements(DAY)).hasSize(before);
        assertThat(books.statements(DAY.plusDays(1))).hasSize(books.rails().size());
    }

    private Set<String> breaks(TheirBooks books, boolean xml) {
        var core = new ArrayList<Theirs>();
        var rails = new ArrayList<Theirs>();
        var told = new HashSet<String>();
        for (var day : List.of(DAY, DAY.plusDays(1))) {
            for (var statement : books.statements(day)) {
                var read = read(statement, xml && !statement.ofRail());
                told.add(read.account());
                read.entries().forEach(it -> (statement.ofRail() ? rails : core).add(line(read, it)));
            }
        }
        var known = names.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, it -> UUID.fromString(it.getValue())));
        var found = new BooksInMemory(booked, core, rails, new Told(told, told), known, 50).compare(DAY);
        return found.breaks().stream().map(FalsifierTest::text).collect(Collectors.toSet());
    }

    private static Theirs line(Statement statement, Statement.Entry it) {
        return new Theirs(statement.account(), it.day(), it.reference(), it.side(), it.minor(), it.asset());
    }

    private static Statement read(DayStatement statement, boolean xml) {
        try {
            return xml
                    ? CamtStatement.read(statement.camt().getBytes(StandardCharsets.UTF_8))
                    : CsvStatement.read(statement.csv().getBytes(StandardCharsets.UTF_8));
        } catch (StatementRefused refused) {
            throw new AssertionError(refused);
        }
    }

    private static String text(TieOut.Break it) {
        return it.kind().name().toLowerCase(Locale.ROOT) + " " + it.account() + " " + it.reference();
    }
}
