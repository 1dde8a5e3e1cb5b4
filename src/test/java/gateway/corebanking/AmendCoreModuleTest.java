package gateway.corebanking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import gateway.approvals.Act;
import gateway.corebanking.AccountMap.Account;
import gateway.corebanking.AccountMap.Code;
import gateway.corebanking.AccountMap.Kind;
import gateway.corebanking.AccountMap.Mapped;
import gateway.corebanking.statement.Statement;
import gateway.corebanking.statement.Statement.Entry;
import gateway.corebanking.statement.Statement.Side;
import gateway.corebanking.statement.Statement.Source;
import gateway.packs.InForce;
import gateway.rulebook.BankTime;
import gateway.rulebook.Validity;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import gateway.shared.problems.ProblemException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Signal;

/** Their books are put right by documents that two people agreed on, and the tie-out knows them. */
class AmendCoreModuleTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final LocalDate DAY = LocalDate.of(2026, 3, 14);
    private static final LocalDate NEXT = DAY.plusDays(1);
    private static final Instant NOW = Instant.parse("2026-03-15T06:00:00Z");
    private static final String CLEARING = "17301000900000002002";
    private static final String TRANSIT = "29801000900000003001";
    private static final AccountMap MAP = new AccountMap(
            "test",
            List.of(account("clearing:humo", CLEARING), account("transit", TRANSIT)),
            List.of(new Code(Kind.PAYMENT, "00693")));

    private static final TimeOrderedIds IDS = new TimeOrderedIds(() -> NOW, new Random(5));

    private CoreBankingRig rig;
    private String document = "";

    private static Account account(String name, String number) {
        return new Account(name, Asset.UZS, number, new Validity(Instant.EPOCH, null));
    }

    /** Ours is 1.01 from humo to transit. */
    @BeforeEach
    void start() throws SQLException {
        rig = new CoreBankingRig();
        rig.openAccounts();
        rig.clear();
        rig.sql(CoreBankingRig.transfers(1, "2", "timestamptz '2026-03-14 12:00:00+05'"));
        try (var connection = rig.connection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select id from ledger.transfer")) {
            rows.next();
            document = "doc_" + rows.getString(1);
        }
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private AmendCore amend() {
        return new AmendCore(
                rig.here.bean(Amendments.class),
                rig.here.bean(DayBooks.class),
                InForce.always(new AccountMapPacks(), MAP),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private void tell(String id, String account, LocalDate day, Entry... entries) {
        rig.here
                .bean(Statements.class)
                .add(
                        new Statement(id, Source.ABS, account, day, List.of(entries)),
                        id.getBytes(StandardCharsets.UTF_8),
                        "somebody",
                        day.atStartOfDay(BankTime.ZONE).toInstant())
                .block(PATIENCE);
    }

    private static Entry entry(int line, LocalDate day, String reference, Side side, long minor) {
        return new Entry(line, day, reference, side, minor, Asset.UZS);
    }

    /** They booked 0.41. */
    private void theyBookedLess() {
        tell("c", CLEARING, DAY, entry(2, DAY, document, Side.DEBIT, 41));
        tell("t", TRANSIT, DAY, entry(2, DAY, document, Side.CREDIT, 41));
    }

    private Act proposed(String reference) {
        var subject = Objects.requireNonNull(amend().check(reference).block(PATIENCE));
        return new Act(
                IDS.next(3),
                "amend-core",
                subject,
                reference,
                "as agreed with the bank",
                "anna",
                NOW,
                NOW.plusSeconds(3_600),
                Act.State.PROPOSED,
                null);
    }

    private Mono<Signal<Void>> approved(Act act) {
        var transaction = rig.here.bean(TransactionalOperator.class);
        return amend().perform(act).as(transaction::transactional).materialize();
    }

    private List<String> breaks(LocalDate day) {
        var compare = new CompareDay(rig.here.bean(DayBooks.class), InForce.always(new AccountMapPacks(), MAP));
        return Objects.requireNonNull(compare.compare(day).block(PATIENCE)).breaks().stream()
                .map(it -> it.kind() + " " + it.account() + " " + it.reference())
                .toList();
    }

    private CoreDocument due() {
        return Objects.requireNonNull(rig.here
                .bean(Documents.class)
                .takeDue(NOW.plusSeconds(5), NOW.plusSeconds(65), 10)
                .filter(it -> it.amends() != null)
                .single()
                .block(PATIENCE));
    }

    @Test
    void theDifferenceIsToldOnceAndTheTieOutKnowsIt() {
        theyBookedLess();
        assertThat(breaks(DAY)).hasSize(2).allMatch(it -> it.startsWith("AMOUNT"));
        var act = proposed(document);
        assertThat(act.subject()).isEqualTo("%s: 0.60 UZS, debit %s, credit %s".formatted(document, CLEARING, TRANSIT));

        assertThat(approved(act).block(PATIENCE)).matches(Signal::isOnComplete);

        var told = due();
        assertThat(told.amount()).isEqualTo(new Money(60, Asset.UZS));
        assertThat(told.reference()).isEqualTo(act.id());
        assertThat(MAP.map(told)).contains(new Mapped(CLEARING, TRANSIT, "00693"));
        tell("c2", CLEARING, NEXT, entry(2, NEXT, told.name(), Side.DEBIT, 60));
        tell("t2", TRANSIT, NEXT, entry(2, NEXT, told.name(), Side.CREDIT, 60));
        assertThat(breaks(NEXT)).as("it is ours").isEmpty();
        assertThat(rig.here.bean(Amendments.class).of(Set.of(document)).block(PATIENCE))
                .containsEntry(document, List.of(told.name()));
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> amend().check(document).block(PATIENCE))
                .withMessageContaining("as it should");
    }

    @Test
    void anAmendmentThatDoesNotStandThereIsMissingLikeAnyDocument() {
        theyBookedLess();
        approved(proposed(document)).block(PATIENCE);
        var told = due();
        tell("c2", CLEARING, NEXT, entry(2, NEXT, told.name(), Side.DEBIT, 6));
        tell("t2", TRANSIT, NEXT);

        assertThat(breaks(NEXT))
                .containsExactlyInAnyOrder(
                        "AMOUNT " + CLEARING + " " + told.name(), "MISSING " + TRANSIT + " " + told.name());
    }

    @Test
    void ofTwoActsAboutTheSameOneAmends() {
        theyBookedLess();
        var one = proposed(document);
        var other = proposed(document);

        var ends = Flux.merge(approved(one), approved(other)).collectList().block(PATIENCE);

        assertThat(ends).hasSize(2).filteredOn(Signal::isOnComplete).hasSize(1);
        assertThat(due().amount()).isEqualTo(new Money(60, Asset.UZS));
    }

    @Test
    void whatWouldBeAnotherByTheApprovalIsNotBooked() {
        theyBookedLess();
        var act = proposed(document);
        tell("c2", CLEARING, NEXT, entry(2, NEXT, document, Side.DEBIT, 10));
        tell("t2", TRANSIT, NEXT, entry(2, NEXT, document, Side.CREDIT, 10));

        assertThat(approved(act).block(PATIENCE))
                .satisfies(end -> assertThat(((ProblemException) Objects.requireNonNull(end.getThrowable())).type())
                        .isEqualTo(CoreBankingProblem.CORE_BREAK_CHANGED));
    }

    @Test
    void whatNobodyHereBookedIsReversed() {
        tell("c", CLEARING, DAY, entry(2, DAY, "their own", Side.DEBIT, 5));
        tell("t", TRANSIT, DAY, entry(2, DAY, "their own", Side.CREDIT, 5));

        approved(proposed("their own")).block(PATIENCE);

        assertThat(due().amends()).isEqualTo(new Amendment(TRANSIT, CLEARING, new Money(5, Asset.UZS)));
    }

    /** Else a document that was never made would be hidden by one that no transfer stands behind. */
    @Test
    void amendmentsAreNotCountedAsDocumentsOfTransfers() throws SQLException {
        theyBookedLess();
        approved(proposed(document)).block(PATIENCE);
        rig.sql("update corebanking.document set booked_at = timestamptz '2026-03-14 12:00:00+05'");
        rig.readFrom("timestamptz '2026-03-14 15:00:00+05'", "timestamptz '2026-03-14 11:58:00+05'");

        rig.collectUntil(2);
    }

    @Test
    void idsOfAmendmentsFollowFromTheAct() {
        theyBookedLess();
        var act = proposed(document);
        approved(act).block(PATIENCE);

        assertThat(due().id()).isEqualTo(TimeOrderedIds.derive(act.id(), 1));
    }
}
