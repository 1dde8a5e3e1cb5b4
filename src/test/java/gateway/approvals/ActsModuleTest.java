package gateway.approvals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import gateway.approvals.Act.State;
import gateway.platform.crypto.Sha256;
import gateway.platform.http.RequestProblem;
import gateway.platform.http.Staff;
import gateway.platform.http.StaffRole;
import gateway.shared.problems.ProblemException;
import gateway.shared.problems.ProblemType;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import sandbox.embedded.LiveBooks;
import sandbox.embedded.Stores;

/** What two people decide, on two nodes: once, or not at all. */
class ActsModuleTest {

    private static final Staff DILNOZA = new Staff("dilnoza", Set.of(StaffRole.POLICY));
    private static final Staff RUSTAM = new Staff("rustam", Set.of(StaffRole.POLICY));
    private static final Staff ANNA = new Staff("anna", Set.of(StaffRole.POLICY, StaffRole.FRAUD));
    private static final Staff CLERK = new Staff("clerk", Set.of(StaffRole.OPERATIONS));
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final AtomicInteger NAMES = new AtomicInteger();

    private static LiveBooks here;
    private static LiveBooks there;

    /** Adds a line to a book, slowly; what begins with {@code no} is impossible by the time it is approved. */
    private static final class WriteLine implements ActKind {

        private final DatabaseClient database;

        WriteLine(DatabaseClient database) {
            this.database = database;
        }

        @Override
        public String name() {
            return "write-line";
        }

        @Override
        public Set<StaffRole> roles() {
            return Set.of(StaffRole.POLICY);
        }

        @Override
        public Mono<String> check(String content) {
            return content.isBlank()
                    ? Mono.error(RequestProblem.FIELD_INVALID.because("Nothing to write"))
                    : Mono.just("a line");
        }

        @Override
        public Mono<Void> perform(Act act) {
            return database.sql("insert into approvals.book (line) values (:line)")
                    .bind("line", act.content())
                    .then()
                    .then(Mono.delay(Duration.ofMillis(200)))
                    .flatMap(_ -> act.content().startsWith("no")
                            ? Mono.error(RequestProblem.FIELD_INVALID.because("The world has changed"))
                            : Mono.empty());
        }
    }

    /** The module with that kind of act. No configuration by itself: other tests look for those of this module. */
    @ComponentScan("gateway.approvals")
    static class Parts {

        @Bean
        TransactionalOperator transaction(ConnectionFactory connections) {
            return TransactionalOperator.create(new R2dbcTransactionManager(connections));
        }

        @Bean
        ActKind writeLine(DatabaseClient database) {
            return new WriteLine(database);
        }
    }

    @BeforeAll
    static void start() {
        var database = Stores.database();
        here = LiveBooks.start(database, Parts.class);
        there = LiveBooks.start(database, Parts.class);
        here.bean(DatabaseClient.class)
                .sql("create table approvals.book (line text not null)")
                .then()
                .block(PATIENCE);
    }

    @AfterAll
    static void stop() {
        here.close();
        there.close();
    }

    private static TwoPersonActs acts(LiveBooks node) {
        return node.bean(TwoPersonActs.class);
    }

    private static <T> T now(Mono<T> work) {
        return work.blockOptional(PATIENCE).orElseThrow();
    }

    private static Act proposed(String line) {
        return now(acts(here).propose("write-line", line + " " + NAMES.incrementAndGet(), "wanted", DILNOZA));
    }

    private static long written(Act act) {
        return count("select count(*) as n from approvals.book where line = :it", act.content());
    }

    private static long announced(Act act, String type) {
        return count(
                "select count(*) as n from platform.outbox where type = '" + type
                        + "' and payload like '%' || :it || '%'",
                act.id().toString());
    }

    private static long count(String sql, String it) {
        return now(here.bean(DatabaseClient.class)
                .sql(sql)
                .bind("it", it)
                .map(row -> row.get("n", Long.class))
                .one());
    }

    private static void refused(ProblemType why, Mono<Act> work) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> work.block(PATIENCE))
                .satisfies(it -> assertThat(it.type()).isEqualTo(why));
    }

    /** Of a node each; they begin while neither has ended. */
    @Test
    void ofTwoWhoApproveAtOnceOnTwoNodesOneDoes() {
        var act = proposed("both");

        var said = now(Flux.merge(
                        acts(here)
                                .approve(act.id(), "yes", RUSTAM)
                                .map(it -> it.state().code()),
                        acts(there)
                                .approve(act.id(), "yes", ANNA)
                                .map(it -> it.state().code()))
                .onErrorResume(ProblemException.class, no -> Mono.just(String.valueOf(no.type())))
                .collectList());

        assertThat(said).contains("approved");
        assertThat(written(act)).isEqualTo(1);
        assertThat(announced(act, "act.approved")).isEqualTo(1);
    }

    @Test
    void eachOfThemHearsWhatBecameOfIt() {
        var act = proposed("each");

        var said = now(Flux.just(RUSTAM, ANNA, RUSTAM, ANNA)
                .flatMap(by -> acts(by == ANNA ? here : there)
                        .approve(act.id(), "yes", by)
                        .map(it -> String.valueOf(
                                it.verdict() == null ? "" : it.verdict().by()))
                        .onErrorResume(ProblemException.class, no -> Mono.just(String.valueOf(no.type()))))
                .collectList());

        var first = now(acts(there).find(act.id())).verdict();
        assertThat(first).isNotNull();
        assertThat(said).containsExactlyInAnyOrder(first.by(), first.by(), "ACT_DECIDED", "ACT_DECIDED");
        assertThat(written(act)).isEqualTo(1);
    }

    @Test
    void anApprovalAndWhatItDoesAreOne() {
        var act = proposed("no such thing any more");

        refused(RequestProblem.FIELD_INVALID, acts(here).approve(act.id(), "yes", RUSTAM));

        assertThat(written(act)).isZero();
        assertThat(now(acts(there).find(act.id())).state()).isEqualTo(State.PROPOSED);
        assertThat(announced(act, "act.approved")).isZero();
        assertThat(now(acts(there).refuse(act.id(), "no", RUSTAM)).state()).isEqualTo(State.REFUSED);
        assertThat(announced(act, "act.refused")).isEqualTo(1);
    }

    @Test
    void whoeverProposesOrDecidesHasARoleOfItsKind() {
        var act = proposed("role");

        refused(RequestProblem.ROLE_MISSING, acts(here).propose("write-line", "x", "wanted", CLERK));
        refused(RequestProblem.ROLE_MISSING, acts(here).approve(act.id(), "yes", CLERK));
        refused(RequestProblem.ROLE_MISSING, acts(here).refuse(act.id(), "no", CLERK));
        refused(ApprovalProblem.ACT_KIND_UNKNOWN, acts(here).propose("write-book", "x", "wanted", DILNOZA));

        assertThat(written(act)).isZero();
        assertThat(now(acts(here).find(act.id())).state()).isEqualTo(State.PROPOSED);
    }

    /** Two roles do not make two people. */
    @Test
    void nobodyApprovesTheirOwnInWhateverRole() {
        var act = proposed("own");
        var same = new Staff(DILNOZA.name(), Set.of(StaffRole.POLICY, StaffRole.ADMINISTRATOR));

        refused(ApprovalProblem.ACT_OWN, acts(there).approve(act.id(), "yes", same));
        refused(ApprovalProblem.ACT_OWN, acts(there).refuse(act.id(), "no", same));
        refused(ApprovalProblem.ACT_NOT_YOURS, acts(there).withdraw(act.id(), "mine", RUSTAM));

        assertThat(written(act)).isZero();
        assertThat(now(acts(here).withdraw(act.id(), "not needed", same)).state())
                .isEqualTo(State.WITHDRAWN);
        refused(ApprovalProblem.ACT_DECIDED, acts(there).approve(act.id(), "yes", RUSTAM));
        assertThat(written(act)).isZero();
    }

    @Test
    void whatNobodyDecidedInSevenDaysIsOver() {
        var act = proposed("open");
        assertThat(act.expiresAt()).isEqualTo(act.proposedAt().plus(Duration.ofDays(7)));
        var late = now(here.bean(ActStore.class)
                .add(new Act(
                        new UUID(9, NAMES.incrementAndGet()),
                        "write-line",
                        "a line",
                        "late " + NAMES.incrementAndGet(),
                        "wanted",
                        "dilnoza",
                        Instant.now().minus(Duration.ofDays(8)),
                        Instant.now().minusSeconds(1),
                        State.PROPOSED,
                        null)));

        refused(ApprovalProblem.ACT_EXPIRED, acts(there).approve(late.id(), "yes", RUSTAM));
        refused(ApprovalProblem.ACT_EXPIRED, acts(there).withdraw(late.id(), "mine", DILNOZA));

        assertThat(written(late)).isZero();
    }

    @Test
    void whoRepeatsTheirDecisionHearsItAgainAndNothingMoreIsDone() {
        var act = proposed("again");
        var first = now(acts(here).approve(act.id(), "yes", RUSTAM));

        var again = now(acts(there).approve(act.id(), "yes, yes", RUSTAM));

        assertThat(again.verdict()).isNotNull();
        assertThat(again.verdict().reason()).isEqualTo("yes");
        assertThat(again.state()).isEqualTo(first.state());
        refused(ApprovalProblem.ACT_DECIDED, acts(there).approve(act.id(), "yes", ANNA));
        refused(ApprovalProblem.ACT_DECIDED, acts(there).refuse(act.id(), "no", RUSTAM));
        assertThat(written(act)).isEqualTo(1);
        assertThat(announced(act, "act.approved")).isEqualTo(1);
    }

    /** Secrets may be sealed in it. */
    @Test
    void theTrailHearsWhoAndWhyAndOfTheContentTheDigest() {
        var act = proposed("sealed secret");
        now(acts(here).approve(act.id(), "looked at it", RUSTAM));

        var told = now(here.bean(DatabaseClient.class)
                .sql("select payload from platform.outbox where type like 'act.%' and payload like '%' || :id || '%'"
                        + " order by type desc")
                .bind("id", act.id().toString())
                .map(row -> String.valueOf(row.get("payload", String.class)))
                .all()
                .collectList());

        assertThat(told)
                .hasSize(2)
                .allSatisfy(it ->
                        assertThat(it).contains(Sha256.base64Url(act.content())).doesNotContain("sealed secret"));
        assertThat(told.getFirst()).contains("dilnoza", "wanted");
        assertThat(told.getLast()).contains("rustam", "looked at it");
    }

    @Test
    void whatMakesNoSenseIsNotProposed() {
        refused(RequestProblem.FIELD_INVALID, acts(here).propose("write-line", " ", "wanted", DILNOZA));
        refused(ApprovalProblem.ACT_NOT_FOUND, acts(here).approve(new UUID(1, 1), "yes", RUSTAM));
        assertThat(List.of(State.values()))
                .allSatisfy(it -> assertThat(State.of(it.code())).contains(it));
    }
}
