package gateway.corebanking;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.corebanking.AccountMap.Account;
import gateway.corebanking.statement.Statement;
import gateway.corebanking.statement.Statement.Entry;
import gateway.corebanking.statement.Statement.Side;
import gateway.corebanking.statement.Statement.Source;
import gateway.corebanking.tieout.TieOut;
import gateway.corebanking.tieout.TieOut.Break;
import gateway.packs.InForce;
import gateway.rulebook.BankTime;
import gateway.rulebook.Validity;
import gateway.shared.money.Asset;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A day of more than a page, in a real database: the ledger, two accounts' statements and a rail's. */
@TestInstance(Lifecycle.PER_CLASS)
class TieOutModuleTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final LocalDate DAY = LocalDate.of(2026, 3, 14);
    private static final int PAYMENTS = 1_700;
    private static final String CLEARING = "17301000900000002002";
    private static final String TRANSIT = "29801000900000003001";
    private static final AccountMap MAP =
            new AccountMap("test", List.of(account("clearing:humo", CLEARING), account("transit", TRANSIT)), List.of());

    private final List<Entry> debits = new ArrayList<>();
    private final List<Entry> credits = new ArrayList<>();
    private final List<Entry> moves = new ArrayList<>();
    private CoreBankingRig rig;

    private static Account account(String name, String number) {
        return new Account(name, Asset.UZS, number, new Validity(Instant.EPOCH, null));
    }

    @BeforeAll
    void start() throws SQLException {
        rig = new CoreBankingRig();
        rig.openAccounts();
    }

    @AfterAll
    void stop() {
        rig.close();
    }

    @BeforeEach
    void aDay() throws SQLException {
        debits.clear();
        credits.clear();
        moves.clear();
        rig.clear();
        rig.sql(CoreBankingRig.transfers(
                PAYMENTS, "2", "timestamptz '2026-03-14 00:00:00+05' + n * interval '40 seconds'"));
        rig.sql("insert into corebanking.leg select 'humo', 'R' || amount_minor, reference from ledger.transfer");
        try (var connection = rig.connection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select id, amount_minor from ledger.transfer")) {
            while (rows.next()) {
                var document = "doc_" + rows.getString(1);
                long minor = rows.getLong(2);
                debits.add(entry(document, Side.DEBIT, minor));
                credits.add(entry(document, Side.CREDIT, minor));
                moves.add(entry("R" + minor, Side.DEBIT, minor));
            }
        }
    }

    private static Entry entry(String reference, Side side, long minor) {
        return new Entry(2, DAY, reference, side, minor, Asset.UZS);
    }

    private static Entry changed(Entry it, LocalDate day, long minor) {
        return new Entry(2, day, it.reference(), it.side(), minor, it.asset());
    }

    @Test
    void aDayOfManyPagesTiesOut() {
        tell();

        var clean = tieOut(DAY);
        assertThat(clean.breaks()).isEmpty();
        assertThat(clean.silent()).isEmpty();
        assertThat(clean.compared()).isEqualTo(3L * PAYMENTS);
        assertThat(clean.totals()).hasSize(3).allMatch(it -> it.ours() == it.theirs());
    }

    /** Ours 100.00 stands there as 1.00, weeks later; one is not there at all, one twice, one nobody knows. */
    @Test
    void whatIsLateByWeeksIsJudgedByAllThatIsWrongWithIt() {
        var late = DAY.plusDays(20);
        var wrong = debits.removeLast();
        var merelyLate = debits.removeLast();
        var missing = credits.removeFirst();
        credits.add(credits.get(800));
        credits.add(entry("doc_nobody", Side.CREDIT, 5));
        var lateMove = moves.removeLast();
        tell();
        tell(
                "late",
                Source.ABS,
                CLEARING,
                late,
                List.of(changed(wrong, late, 1), changed(merelyLate, late, merelyLate.minor())));
        tell("late-rail", Source.RAIL, "humo", late, List.of(changed(lateMove, late, 3)));

        assertThat(texts(tieOut(DAY)))
                .containsExactlyInAnyOrder(
                        "AMOUNT " + CLEARING + " " + wrong.reference(),
                        "TIMING " + CLEARING + " " + merelyLate.reference(),
                        "MISSING " + TRANSIT + " " + missing.reference(),
                        "DUPLICATE " + TRANSIT + " " + credits.get(800).reference(),
                        "EXTRA " + TRANSIT + " doc_nobody",
                        "AMOUNT humo " + payment(lateMove));
        assertThat(texts(tieOut(late)))
                .containsExactlyInAnyOrder(
                        "AMOUNT " + CLEARING + " " + wrong.reference(),
                        "TIMING " + CLEARING + " " + merelyLate.reference(),
                        "AMOUNT humo " + payment(lateMove));
    }

    /** A file may name one thing as often as it likes. */
    @Test
    void ofOneThingABoundedNumberOfLinesIsRead() {
        for (int i = 0; i < 1_000; i++) {
            credits.add(credits.getFirst());
        }
        tell();

        var tieOut = tieOut(DAY);

        assertThat(tieOut.found()).isEqualTo(199);
        assertThat(tieOut.totals())
                .filteredOn(it -> it.account().equals(TRANSIT))
                .singleElement()
                .satisfies(it -> assertThat(it.theirs() - it.ours())
                        .isEqualTo(1_000 * credits.getFirst().minor()));
    }

    /** Whoever asks for the same day waits for the same answer; another day is refused until then. */
    @Test
    void aNodeComparesOneDayAtATime() {
        tell();
        var compare = comparison();

        var told = Flux.merge(
                        compare.compare(DAY),
                        compare.compare(DAY),
                        compare.compare(DAY.plusDays(1)).onErrorResume(it -> Mono.empty()))
                .collectList()
                .block(PATIENCE);

        assertThat(told).hasSize(2);
        assertThat(told.getFirst()).isSameAs(told.getLast());
        assertThat(compare.compare(DAY.plusDays(1)).block(PATIENCE)).isNotNull();
    }

    private void tell() {
        tell("clearing", Source.ABS, CLEARING, DAY, debits);
        tell("transit", Source.ABS, TRANSIT, DAY, credits);
        tell("humo", Source.RAIL, "humo", DAY, moves);
    }

    private void tell(String id, Source source, String account, LocalDate day, List<Entry> entries) {
        var numbered = new ArrayList<Entry>();
        for (var it : entries) {
            numbered.add(new Entry(numbered.size() + 2, it.day(), it.reference(), it.side(), it.minor(), it.asset()));
        }
        rig.here
                .bean(Statements.class)
                .add(
                        new Statement(id, source, account, day, numbered),
                        id.getBytes(StandardCharsets.UTF_8),
                        "somebody",
                        DAY.atStartOfDay(BankTime.ZONE).toInstant())
                .block(PATIENCE);
    }

    private CompareDay comparison() {
        return new CompareDay(rig.here.bean(DayBooks.class), InForce.always(new AccountMapPacks(), MAP));
    }

    private TieOut tieOut(LocalDate day) {
        return Objects.requireNonNull(comparison().compare(day).block(PATIENCE));
    }

    private String payment(Entry move) {
        return debits.stream()
                .filter(it -> it.minor() == move.minor())
                .findFirst()
                .orElseGet(() -> credits.stream()
                        .filter(it -> it.minor() == move.minor())
                        .findFirst()
                        .orElseThrow())
                .reference()
                .substring("doc_".length());
    }

    private static List<String> texts(TieOut it) {
        return it.breaks().stream().map(TieOutModuleTest::text).toList();
    }

    private static String text(Break it) {
        return it.kind() + " " + it.account() + " " + it.reference();
    }
}
