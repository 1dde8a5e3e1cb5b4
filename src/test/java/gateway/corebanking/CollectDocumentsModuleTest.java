package gateway.corebanking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gateway.ledger.Purpose;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Every transfer that moved money becomes one document, whoever made it, and whatever happens to the reader. */
@TestInstance(Lifecycle.PER_CLASS)
class CollectDocumentsModuleTest {

    private static final String LONG_AGO = "now() - interval '1 hour'";
    private static final String JUST_NOW = "now() - interval '20 seconds'";
    private static final String PURPOSES =
            Arrays.stream(Purpose.values()).map(it -> "" + it.code()).collect(Collectors.joining(",", "(array[", "])"));

    private static final String UNTOLD = """
            select count(*)
              from ledger.transfer t full join corebanking.document d on d.shard = t.shard and d.id = t.id
             where (t.kind in (1, 3)) is distinct from (d.id is not null)
            """;

    private CoreBankingRig rig;

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
    void nothingIsThere() throws SQLException {
        rig.clear();
        rig.readFrom(LONG_AGO, LONG_AGO);
    }

    /** No event announces most of these: clearing of our own cards, what correspondents are sent, repairs. */
    @Test
    void everyTransferOfEveryPurposeBecomesOneDocumentInTheLedgersOrder() throws SQLException {
        int count = 10 * Purpose.values().length;
        // A hold, its release and its expiry moved nothing.
        rig.sql(CoreBankingRig.transfers(3, "1", JUST_NOW));
        rig.sql("update ledger.transfer set kind = case amount_minor when 101 then 2 when 102 then 4 else 5 end");
        rig.sql(CoreBankingRig.transfers(
                count,
                PURPOSES + "[1 + n %% %d]".formatted(Purpose.values().length),
                JUST_NOW + " - n * interval '1 second'"));
        rig.sql("update ledger.transfer set kind = 3 where purpose = 20");

        rig.collectUntil(count);
        for (int i = 0; i < 5; i++) {
            rig.collect();
        }

        assertThat(rig.number(UNTOLD)).isZero();
        assertThat(rig.number("select count(distinct purpose) from corebanking.document"))
                .isEqualTo(Purpose.values().length);
        var now = Instant.now().plus(Duration.ofMinutes(1));
        var taken = Objects.requireNonNull(rig.there
                .bean(Documents.class)
                .takeDue(now, now.plusSeconds(60), 1_000)
                .map(CoreDocument::bookedAt)
                .collectList()
                .block(Duration.ofSeconds(30)));
        assertThat(taken).hasSize(count).isSorted();
    }

    /** What is written while the reader passes by is not missed, however long its transaction stays open. */
    @Test
    void aTransferWhoseTransactionIsStillOpenIsWaitedFor() throws SQLException {
        try (var open = rig.connection();
                var statement = open.createStatement()) {
            open.setAutoCommit(false);
            statement.execute(CoreBankingRig.transfers(1, "8", "clock_timestamp()"));
            var written = rig.number("select (extract(epoch from clock_timestamp()) * 1000)::bigint");
            for (int i = 0; i < 3; i++) {
                rig.sql(CoreBankingRig.transfers(1, "1", "clock_timestamp()"));
                rig.collect();
            }
            assertThat(rig.number(
                            "select (extract(epoch from transfers_until) * 1000)::bigint from corebanking.reader"))
                    .isLessThan(written);
            open.commit();
        }

        rig.collectUntil(4);

        assertThat(rig.number(UNTOLD)).isZero();
    }

    /** A machine that was stopped writes an old time when it goes on. */
    @Test
    void whatIsWrittenWithAnOldTimeIsFoundWhenItIsCounted() throws SQLException {
        rig.readFrom("now() - interval '90 minutes'", "now() - interval '3 hours'");
        rig.sql(CoreBankingRig.transfers(40, "1", "now() - interval '170 minutes' + n * interval '1 second'"));

        rig.collectUntil(40);

        assertThat(rig.number(UNTOLD)).isZero();
    }

    /** What was made and how far it was read are there together, or neither is. */
    @Test
    void aReaderThatDiesHasDoneNothing() throws SQLException {
        rig.sql(CoreBankingRig.transfers(100, "41", JUST_NOW));
        rig.sql("alter table corebanking.reader add constraint dies check (transfers_until < '2000-01-01') not valid");
        try {
            assertThatThrownBy(rig::collect).hasMessageContaining("dies");
            assertThat(rig.count()).isZero();
        } finally {
            rig.sql("alter table corebanking.reader drop constraint dies");
        }

        rig.collectUntil(100);

        assertThat(rig.number(UNTOLD)).isZero();
    }

    @Test
    void aLongAbsenceIsCaughtUpInSteps() throws SQLException {
        rig.readFrom("now() - interval '5 days'", "now() - interval '1 hour'");
        rig.sql(CoreBankingRig.transfers(300, "1", JUST_NOW + " - n * interval '20 minutes'"));

        rig.collectUntil(300);

        assertThat(rig.number(UNTOLD)).isZero();
    }

    /** Accepted, and missing in their statement. */
    @Test
    void whatWasAcceptedIsToldAgainWhenTwoDecideSo() throws SQLException {
        rig.sql(CoreBankingRig.transfers(1, "1", JUST_NOW));
        rig.collectUntil(1);
        var clock = Clock.systemUTC();
        var documents = rig.here.bean(Documents.class);
        var again = new TellAgain(documents, clock);
        var taken = Objects.requireNonNull(documents
                .takeDue(clock.instant(), clock.instant().plusSeconds(60), 10)
                .blockLast(Duration.ofSeconds(30)));
        assertThatThrownBy(() -> again.check(taken.name()).block()).hasMessageContaining("It waits");
        assertThatThrownBy(() -> again.check("doc_none").block()).hasMessageContaining("It waits");

        documents.accepted(taken, clock.instant()).block();
        assertThat(again.check(taken.name()).block()).contains(taken.name(), "clearing:humo");
        assertThat(documents.tellAgain(taken.id(), clock.instant()).block()).isTrue();

        assertThat(documents.tellAgain(taken.id(), clock.instant()).block()).isFalse();
        assertThat(rig.number("select count(*) from corebanking.document where state = 'waiting'"))
                .isEqualTo(1);
    }
}
