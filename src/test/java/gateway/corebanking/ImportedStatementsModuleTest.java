package gateway.corebanking;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.corebanking.Statements.Imported;
import gateway.corebanking.statement.Statement;
import gateway.corebanking.statement.Statement.Entry;
import gateway.corebanking.statement.Statement.Side;
import gateway.corebanking.statement.Statement.Source;
import gateway.shared.money.Asset;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import reactor.core.publisher.Flux;
import sandbox.embedded.LiveBooks;

/** Statements come twice, in any order, with lines of other days and currencies, and stay what they were. */
@TestInstance(Lifecycle.PER_CLASS)
class ImportedStatementsModuleTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final LocalDate DAY = LocalDate.of(2026, 3, 14);
    private static final String ACCOUNT = "17301000900000002002";
    private static final Entry LINE = new Entry(2, DAY, "doc_1", Side.DEBIT, 41, Asset.UZS);

    private CoreBankingRig rig;

    @BeforeAll
    void start() {
        rig = new CoreBankingRig();
    }

    @AfterAll
    void stop() {
        rig.close();
    }

    @BeforeEach
    void nothingWasImported() throws SQLException {
        rig.clear();
    }

    private static Statement statement(String id, Source source, String account, LocalDate day, Entry... lines) {
        return new Statement(id, source, account, day, List.of(lines));
    }

    private static Imported imported(LiveBooks node, Statement it, int file) {
        return node.bean(Statements.class)
                .add(it, new byte[] {(byte) file}, "anna", Instant.EPOCH)
                .blockOptional(PATIENCE)
                .orElseThrow();
    }

    private List<TheirLine> lines(String reference) {
        return rig.here.bean(Amendments.class).lines(reference).blockOptional(PATIENCE).orElseThrow().stream()
                .map(it -> new TheirLine(it.day(), it.side(), it.minor(), it.asset()))
                .toList();
    }

    /** What is read of a line. */
    private record TheirLine(LocalDate day, Side side, long minor, Asset asset) {}

    @Test
    void theSameAgainChangesNothingAndAnotherUnderItsNameIsRefused() {
        assertThat(imported(rig.here, statement("s-1", Source.ABS, ACCOUNT, DAY, LINE), 1))
                .isEqualTo(Imported.ADDED);
        assertThat(imported(rig.there, statement("s-1", Source.ABS, ACCOUNT, DAY, LINE), 1))
                .isEqualTo(Imported.KNOWN);
        assertThat(imported(rig.there, statement("s-1", Source.ABS, ACCOUNT, DAY), 2))
                .isEqualTo(Imported.CHANGED);

        assertThat(lines("doc_1")).containsExactly(new TheirLine(DAY, Side.DEBIT, 41, Asset.UZS));
    }

    @Test
    void ofTwoNodesThatImportAtOnceOneDoes() {
        var said = Flux.just(rig.here, rig.there)
                .flatMap(node -> node.bean(Statements.class)
                        .add(statement("s-2", Source.ABS, ACCOUNT, DAY, LINE), new byte[] {1}, "anna", Instant.EPOCH))
                .collectList()
                .blockOptional(PATIENCE)
                .orElseThrow();

        assertThat(said).containsExactlyInAnyOrder(Imported.ADDED, Imported.KNOWN);
        assertThat(lines("doc_1")).hasSize(1);
    }

    /** A later statement may come first, and its lines may be of other days and in other money. */
    @Test
    void everyLineKeepsItsOwnDayAndCurrencyInWhateverOrderTheyCome() {
        var early = new Entry(3, DAY.minusDays(1), "doc_1", Side.CREDIT, 7, Asset.USD);
        imported(rig.here, statement("later", Source.ABS, ACCOUNT, DAY.plusDays(1), LINE), 1);
        imported(rig.there, statement("earlier", Source.ABS, ACCOUNT, DAY, early), 2);

        assertThat(lines("doc_1"))
                .containsExactly(
                        new TheirLine(DAY.minusDays(1), Side.CREDIT, 7, Asset.USD),
                        new TheirLine(DAY, Side.DEBIT, 41, Asset.UZS));
    }

    /** Else what a rail says would be taken for what the core banking system has booked, and be amended there. */
    @Test
    void linesOfRailsAreNothingToAmend() {
        imported(rig.here, statement("rail", Source.RAIL, "humo", DAY, LINE), 1);

        assertThat(lines("doc_1")).isEmpty();
    }
}
