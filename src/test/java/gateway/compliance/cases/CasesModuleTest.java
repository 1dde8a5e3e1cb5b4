package gateway.compliance.cases;

import static gateway.compliance.ComplianceProblem.CASE_CLOSED;
import static gateway.compliance.ComplianceProblem.EVIDENCE_CHANGED;
import static gateway.compliance.ComplianceProblem.PROPOSAL_EXISTS;
import static gateway.compliance.ComplianceProblem.PROPOSAL_MISSING;
import static gateway.compliance.ComplianceProblem.SECOND_PERSON_NEEDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import gateway.compliance.ComplianceProblem;
import gateway.compliance.SetClock;
import gateway.compliance.cases.Alert.Matched;
import gateway.compliance.cases.Alert.Source;
import gateway.compliance.cases.DecideCases.Act;
import gateway.platform.crypto.Sha256;
import gateway.shared.ids.CustomerId;
import gateway.shared.problems.ProblemException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import sandbox.embedded.Database;
import sandbox.embedded.Stores;

/** Cases in a real database, with everybody racing. */
class CasesModuleTest {

    private static final SetClock CLOCK = new SetClock("2026-11-26T10:00:00Z");

    private static Database where;
    private static Cases cases;
    private static int customers;

    private CustomerId customer;
    // A clearance holds for these two whoever's they are, so each test has its own.
    private byte[] party;
    private byte[] entry;
    private byte[] other;

    @BeforeAll
    static void open() {
        where = Stores.database();
        cases = new Cases(where, CLOCK);
    }

    @AfterAll
    static void close() {
        cases.close();
    }

    @BeforeEach
    void somebodyElse() {
        customer = new CustomerId(cases.ids.next(++customers % 16));
        party = new byte[] {1, (byte) customers};
        entry = new byte[] {2, (byte) customers};
        other = new byte[] {3, (byte) customers};
    }

    private boolean raise(String key, byte[] mine, byte[] its) {
        return get(cases.alerts.raise(new Alert(
                customer,
                Source.SCREENING,
                key,
                new Matched("national", key, mine, its),
                "{\"key\":\"" + key + "\"}")));
    }

    private CaseFile only() {
        return get(cases.database
                .sql("select id from compliance.case_file where customer = :customer and state <> 'closed'")
                .bind("customer", customer.value())
                .map(row -> new gateway.shared.ids.CaseId(Objects.requireNonNull(row.get("id", UUID.class))))
                .one()
                .flatMap(cases.files::find));
    }

    private static Act act(CaseFile file, String by) {
        return new Act(file.id(), by, file.evidence(), "because");
    }

    private CaseFile propose(CaseFile file, String by, Resolution resolution) {
        return get(cases.decide.propose(act(file, by), resolution));
    }

    private CaseFile decide(CaseFile file, String by) {
        return get(cases.decide.decide(act(file, by), true));
    }

    private static <T> T get(Mono<T> mono) {
        return mono.blockOptional().orElseThrow();
    }

    private static void refused(ComplianceProblem problem, ThrowingCallable call) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(call)
                .satisfies(no -> assertThat(no.type()).isEqualTo(problem));
    }

    @Test
    void theSameIsRaisedOnceAndMoreJoinsTheOpenCase() {
        assertThat(raise("N-1", party, entry)).isTrue();
        assertThat(raise("N-1", party, entry)).isFalse();
        assertThat(raise("N-2", party, other)).isTrue();

        assertThat(only().pieces()).isEqualTo(2);
        assertThat(only().due()).isEqualTo(CLOCK.instant().plus(Duration.ofDays(3)));
    }

    @Test
    void manyNodesRaiseTheSameOnce() {
        long raised = get(Flux.range(0, 32)
                .flatMap(
                        n -> cases.alerts.raise(new Alert(
                                customer, Source.SCREENING, "N-1", new Matched("national", "N-1", party, entry), "{}")),
                        32)
                .filter(is -> is)
                .count());

        assertThat(raised).isEqualTo(1);
        assertThat(only().pieces()).isEqualTo(1);
    }

    @Test
    void onePersonProposesAndAnotherDecides() {
        raise("N-1", party, entry);
        var open = only();
        refused(PROPOSAL_MISSING, () -> decide(open, "rustam"));
        var proposed = propose(open, "dilnoza", Resolution.REPORT);

        refused(PROPOSAL_EXISTS, () -> propose(proposed, "rustam", Resolution.RESTRICT));
        refused(SECOND_PERSON_NEEDED, () -> decide(proposed, "dilnoza"));
        refused(SECOND_PERSON_NEEDED, () -> get(cases.decide.decide(act(proposed, "dilnoza"), false)));
        var closed = decide(proposed, "rustam");

        assertThat(closed.state()).isEqualTo("closed");
        assertThat(Objects.requireNonNull(closed.ruling()).checker()).isEqualTo("rustam");
        refused(CASE_CLOSED, () -> decide(closed, "sardor"));
        refused(CASE_CLOSED, () -> get(cases.decide.note(closed.id(), "dilnoza", "late")));
        assertThat(cases.files
                        .events(closed.id())
                        .map(CaseFile.Event::what)
                        .collectList()
                        .block())
                .containsExactly("evidence", "proposed report", "decided report");
    }

    /** The database itself says no, whatever the code does. */
    @Test
    void theDatabaseWantsTwoPersons() {
        raise("N-1", party, entry);
        propose(only(), "dilnoza", Resolution.REPORT);

        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> execute("""
                        update compliance.case_file
                           set state = 'closed', checker = maker, decided_at = now(), decision_reason = ''
                         where customer = '%s'""".formatted(customer.value())))
                .withMessageContaining("case_file_is_decided_by_two");
    }

    @Test
    void historyAndEvidenceStayAsTheyAre() {
        raise("N-1", party, entry);

        for (var sql : new String[] {
            "delete from compliance.case_event", "update compliance.case_event set detail = ''",
            "update compliance.evidence set body = ''", "truncate compliance.evidence"
        }) {
            assertThatExceptionOfType(SQLException.class)
                    .as(sql)
                    .isThrownBy(() -> execute(sql))
                    .withMessageContaining("stays as it was");
        }
    }

    private static void execute(String sql) throws SQLException {
        try (var connection = where.jdbc();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void newEvidenceTakesBackWhatWasProposedWithoutIt() {
        raise("N-1", party, entry);
        var proposed = propose(only(), "dilnoza", Resolution.FALSE_ALARM);
        raise("N-2", party, entry);

        refused(EVIDENCE_CHANGED, () -> decide(proposed, "rustam"));
        refused(PROPOSAL_MISSING, () -> decide(only(), "rustam"));
        refused(EVIDENCE_CHANGED, () -> propose(proposed, "dilnoza", Resolution.REPORT));
    }

    /** A colleague has proposed again meanwhile, by what is known now; who decides has read what was known before. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoeverDecidesHasSeenWhatWasProposedUpon(boolean approve) {
        raise("N-1", party, entry);
        var before = propose(only(), "dilnoza", Resolution.FALSE_ALARM);
        raise("N-2", party, entry);
        var after = propose(only(), "dilnoza", Resolution.FALSE_ALARM);

        refused(EVIDENCE_CHANGED, () -> get(cases.decide.decide(act(before, "rustam"), approve)));
        assertThat(only()).isEqualTo(after);
        assertThat(decide(after, "rustam").state()).isEqualTo("closed");
    }

    @Test
    void theHashStandsForEveryPieceInItsOrder() {
        raise("N-1", party, entry);
        get(cases.decide.note(only().id(), "dilnoza", "Another father’s name"));

        var hash = Sha256.of("");
        for (var piece : get(cases.files.pieces(only().id()).collectList())) {
            var one = Sha256.of((piece.kind() + "\n" + piece.body()).getBytes(StandardCharsets.UTF_8));
            hash = Sha256.of(ByteBuffer.allocate(64).put(hash).put(one).array());
        }

        assertThat(only().evidence()).isEqualTo(HexFormat.of().formatHex(hash));
    }

    @Test
    void ofSixtyFourWhoDecideExactlyOneDoes() {
        raise("N-1", party, entry);
        var proposed = propose(only(), "dilnoza", Resolution.FALSE_ALARM);

        var outcomes = get(Flux.fromStream(IntStream.range(0, 64).boxed())
                .flatMap(
                        n -> cases.decide
                                .decide(act(proposed, n == 7 ? "dilnoza" : "staff-" + n), n % 2 == 0)
                                .map(file -> "decided")
                                .onErrorResume(
                                        ProblemException.class,
                                        no -> Mono.just(no.type().slug())),
                        64)
                .collectList());

        assertThat(outcomes).filteredOn("decided"::equals).hasSize(1);
        assertThat(outcomes)
                .filteredOn(outcome -> !outcome.equals("decided"))
                .allMatch(outcome -> outcome.equals("case-closed")
                        || outcome.equals("proposal-missing")
                        || outcome.equals("second-person-needed"));
        assertThat(get(cases.files.events(proposed.id()).collectList()))
                .filteredOn(event ->
                        event.what().startsWith("decided") || event.what().equals("rejected"))
                .hasSize(1);
    }

    @Test
    void clearedStaysClearedUntilEitherSideChangesOrItsTimeIsOver() {
        raise("N-1", party, entry);
        decide(propose(only(), "dilnoza", Resolution.FALSE_ALARM), "rustam");

        assertThat(raise("N-1", party, entry)).as("as it was").isFalse();
        assertThat(undecided()).as("no empty case is left behind").isZero();
        assertThat(raise("N-1", party, other)).as("another entry").isTrue();
        decide(propose(only(), "dilnoza", Resolution.FALSE_ALARM), "rustam");
        assertThat(raise("N-1", other, entry)).as("another party").isTrue();
        decide(propose(only(), "dilnoza", Resolution.FALSE_ALARM), "rustam");
        assertThat(raise("N-1", party, entry)).as("as it was cleared once").isFalse();

        var then = CLOCK.instant();
        CLOCK.set(then.plus(Duration.ofDays(366)));
        assertThat(raise("N-1", other, entry))
                .as("a year later, as it was last")
                .isTrue();
        CLOCK.set(then);
    }

    /** Publishers copy each other: the same words make the same entry, whichever list they stand on. */
    @Test
    void whoStandsOnTwoListsInTheSameWordsIsClearedOfBoth() {
        raise("N-1", party, entry);
        raise("N-2", party, entry);

        assertThat(decide(propose(only(), "dilnoza", Resolution.FALSE_ALARM), "rustam")
                        .state())
                .isEqualTo("closed");

        assertThat(raise("N-1", party, entry)).isFalse();
        assertThat(raise("N-2", party, entry)).isFalse();
    }

    @Test
    void whatWasComparedWithNothingIsClearedToo() {
        get(cases.alerts.raise(new Alert(customer, Source.SCREENING, "unreadable", null, "{}")));

        assertThat(decide(propose(only(), "dilnoza", Resolution.FALSE_ALARM), "rustam")
                        .state())
                .isEqualTo("closed");
    }

    @Test
    void whatWasReportedIsNotRaisedEveryDay() {
        raise("N-1", party, entry);
        decide(propose(only(), "dilnoza", Resolution.REPORT), "rustam");

        assertThat(raise("N-1", party, entry)).isFalse();
        assertThat(raise("N-1", party, other)).isTrue();
    }

    private long undecided() {
        return get(cases.database
                .sql("select count(*) as n from compliance.case_file where customer = :customer and state <> 'closed'")
                .bind("customer", customer.value())
                .map(row -> Objects.requireNonNull(row.get("n", Long.class)))
                .one());
    }
}
