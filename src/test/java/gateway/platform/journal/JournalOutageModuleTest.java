package gateway.platform.journal;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.platform.journal.Entry.Priority;
import gateway.platform.journal.Wire.Cut;
import gateway.platform.journal.Wire.Fence;
import gateway.shared.problems.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import sandbox.embedded.Database;
import sandbox.embedded.LiveBooks;
import sandbox.embedded.Stores;

/** The journal when the database or the wire to it fails, and when there is too much to do. */
class JournalOutageModuleTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Database database = Stores.database();
    private Wire wire;
    private LiveBooks live;
    private NoteWriter notes;
    private DatabaseClient sql;

    @BeforeEach
    void start() throws IOException {
        wire = new Wire(database);
        live = LiveBooks.start(
                wire.database(),
                NoteWriter.class,
                "gateway.journal.writers=1",
                "gateway.journal.max-wait=100ms",
                "gateway.journal.outage-wait=5s",
                "gateway.journal.batch-timeout=6s",
                "gateway.journal.commit-timeout=8s",
                "gateway.journal.batch-limit=4");
        notes = live.bean(NoteWriter.class);
        sql = DatabaseClient.create(database.connections());
        NoteWriter.createTable(sql);
    }

    @AfterEach
    void stop() throws IOException {
        live.close();
        wire.close();
    }

    @Test
    void aConnectionKilledBeforeCommitCostsNothing() {
        var gate = Gate.close(database);
        var decision = commit(Priority.NEW, "one").toFuture();
        awaitSomebodyAtTheGate();

        killWriters().block();
        gate.open();

        assertThat(decision.join()).isEqualTo(Decision.COMMITTED);
        assertThat(notesWritten()).isEqualTo(1);
    }

    @Test
    void aCommitWhoseAnswerIsLostIsFoundAndNotRepeated() {
        wire.cutOnce(Cut.BEFORE_COMMIT_IS_ANSWERED);

        var decision = commit(Priority.NEW, "one").block();

        assertThat(decision).isEqualTo(Decision.COMMITTED);
        assertThat(unknownCommits()).isEqualTo(1);
        assertThat(notesWritten()).isEqualTo(1);
    }

    @Test
    void aCommitThatNeverArrivesIsFencedAndRunAgain() {
        wire.cutOnce(Cut.BEFORE_COMMIT_ARRIVES);

        var decision = commit(Priority.NEW, "one").block();

        assertThat(decision).isEqualTo(Decision.COMMITTED);
        assertThat(unknownCommits()).isEqualTo(1);
        assertThat(notesWritten()).isEqualTo(1);
        // The fence of the lost batch and the marker of the one that was written.
        assertThat(count("select count(*) from platform.journal_batch")).isEqualTo(2);
    }

    /** Whether the batch never happened, so that it is fenced and runs again, or did. */
    @ParameterizedTest
    @CsvSource({"BEFORE_COMMIT_ARRIVES, 1", "BEFORE_COMMIT_IS_ANSWERED, 0"})
    void aFenceWhoseAnswerIsLostIsAskedForAgain(Cut cut, long fences) {
        wire.cutOnce(cut);
        wire.fenceOnce(Fence.CUT_OFF);

        var decision = commit(Priority.NEW, "one").block();

        assertThat(decision).isEqualTo(Decision.COMMITTED);
        assertThat(notesWritten()).isEqualTo(1);
        assertThat(count("select count(*) from platform.journal_batch where fence"))
                .isEqualTo(fences);
    }

    @Test
    void aFenceOnALineThatFallsSilentDoesNotHoldTheWriter() {
        wire.cutOnce(Cut.BEFORE_COMMIT_ARRIVES);
        wire.fenceOnce(Fence.SILENT);

        StepVerifier.create(commit(Priority.NEW, "one"))
                .expectErrorMatches(error -> problem(error) == JournalProblem.UNCERTAIN)
                .verify(PATIENCE);

        assertThat(commit(Priority.NEW, "two").block(PATIENCE)).isEqualTo(Decision.COMMITTED);
    }

    @Test
    void theServerLetsGoOfAWriterThatFellSilentAndTheBatchIsRunAgain() {
        wire.cutOnce(Cut.SILENTLY_BEFORE_COMMIT_ARRIVES);
        var decision = commit(Priority.NEW, "one").toFuture();
        awaitIdleInTransaction(1);

        // Nothing of what the writer does arrives there: it is the server that ends this, and the writer hears of it.
        awaitIdleInTransaction(0);

        assertThat(decision.join()).isEqualTo(Decision.COMMITTED);
        assertThat(notesWritten()).isEqualTo(1);
    }

    @Test
    void aBatchWaitsForLocksAsLongAsABatchMayTakeAndStandsStillForHalfOfThat() {
        var limits = live.bean(WriterConnections.class)
                .open()
                .flatMapMany(connection -> Flux.just(
                                "lock_timeout", "statement_timeout", "idle_in_transaction_session_timeout")
                        .concatMap(name ->
                                connection.createStatement("show " + name).execute())
                        .concatMap(result -> result.map((row, _) -> Objects.requireNonNull(row.get(0, String.class))))
                        .concatWith(Mono.from(connection.close()).then(Mono.empty())))
                .collectList()
                .block();

        assertThat(limits).containsExactly("6s", "6s", "3s");
    }

    @Test
    void aBackendKilledInTheMiddleOfItsCommitIsRunAgain() {
        sql.sql("create function slow() returns trigger language plpgsql as "
                        + "'begin if new.text = ''slow'' then perform pg_sleep(2); end if; return null; end'")
                .then()
                .block();
        sql.sql("create constraint trigger slow after insert on note deferrable initially deferred "
                        + "for each row execute function slow()")
                .then()
                .block();
        var decision = commit(Priority.NEW, "slow").toFuture();
        awaitSlowCommit();
        killWriters().block();

        assertThat(decision.join()).isEqualTo(Decision.COMMITTED);
        assertThat(unknownCommits()).isEqualTo(1);
        assertThat(notesWritten()).isEqualTo(1);
    }

    @Test
    void whileTheDatabaseIsGoneNewMoneyFailsAtOnceAndCompletionsWait() {
        wire.down();
        var completion = commit(Priority.COMPLETION, "completion").toFuture();

        StepVerifier.create(commit(Priority.NEW, "too soon")
                        .repeat(3)
                        .onErrorResume(this::isUnavailable, _ -> Mono.empty()))
                .expectComplete()
                .verify(PATIENCE);
        assertThat(completion).isNotDone();
        wire.up();

        assertThat(completion.join()).isEqualTo(Decision.COMMITTED);
        assertThat(commit(Priority.NEW, "again").block()).isEqualTo(Decision.COMMITTED);
        assertThat(count("select count(*) from note where text in ('completion', 'again')"))
                .isEqualTo(2);
    }

    @Test
    void completionsDoNotWaitForEver() {
        wire.down();

        StepVerifier.create(commit(Priority.COMPLETION, "one"))
                .expectErrorMatches(this::isUnavailable)
                .verify(PATIENCE);
        assertThat(notesWritten()).isZero();
    }

    @Test
    void anUncertainCommitIsCalledThat() {
        wire.cutOnce(Cut.BEFORE_COMMIT_IS_ANSWERED);
        sql.sql("create function slow() returns trigger language plpgsql as "
                        + "'begin perform pg_sleep(2); return null; end'")
                .then()
                .block();
        sql.sql("create constraint trigger slow after insert on note deferrable initially deferred "
                        + "for each row execute function slow()")
                .then()
                .block();
        var decision = commit(Priority.NEW, "one").toFuture();
        awaitSlowCommit();
        wire.down();

        StepVerifier.create(Mono.fromFuture(decision))
                .expectErrorMatches(error -> problem(error) == JournalProblem.UNCERTAIN)
                .verify(PATIENCE);
    }

    @Test
    void overloadRefusesNewMoneyAndAdmitsCompletions() {
        var gate = Gate.close(database);
        var first = commit(Priority.NEW, "first").toFuture();
        var waiting = commit(Priority.NEW, "waiting").toFuture();

        var overloaded = Mono.delay(Duration.ofMillis(150)).then(commit(Priority.NEW, "too many"));
        StepVerifier.create(overloaded)
                .expectErrorMatches(error -> problem(error) == JournalProblem.OVERLOADED)
                .verify(PATIENCE);
        var completions = Flux.range(0, 100)
                .flatMap(n -> commit(Priority.COMPLETION, "completion " + n), 100)
                .collectList()
                .toFuture();
        gate.open();

        assertThat(first.join()).isEqualTo(Decision.COMMITTED);
        assertThat(waiting.join()).isEqualTo(Decision.COMMITTED);
        assertThat(completions.join()).hasSize(100).containsOnly(Decision.COMMITTED);
        assertThat(count("select count(*) from note where text = 'too many'")).isZero();
    }

    @Test
    void completionsGoFirst() {
        var gate = Gate.close(database);
        var first = commit(Priority.NEW, "first").toFuture();
        var later = Flux.concat(
                        Flux.range(0, 3).map(n -> commit(Priority.NEW, "new " + n)),
                        Flux.range(0, 4).map(n -> commit(Priority.COMPLETION, "completion " + n)))
                .flatMap(it -> it, 10)
                .collectList()
                .toFuture();

        gate.open();
        first.join();
        later.join();

        var batches = sql.sql("select string_agg(distinct left(text, 3), ',') from note group by batch "
                        + "order by min(batch::bigint)")
                .map(row -> Objects.requireNonNull(row.get(0, String.class)))
                .all()
                .collectList()
                .block();
        assertThat(batches).containsExactly("fir", "com", "new");
    }

    private Mono<Decision> commit(Priority priority, String text) {
        return live.journal().commit(new Entry(0, priority, List.of(new Note(text))));
    }

    private void awaitSomebodyAtTheGate() {
        sql.sql("select 1 from pg_locks where locktype = 'advisory' and not granted")
                .fetch()
                .first()
                .repeatWhenEmpty(400, tries -> tries.delayElements(Duration.ofMillis(25)))
                .block(PATIENCE);
    }

    /** Until the database is in the middle of one. */
    private void awaitSlowCommit() {
        sql.sql("select 1 from pg_stat_activity where datname = current_database() "
                        + "and application_name = 'oqim-journal' and wait_event = 'PgSleep'")
                .fetch()
                .first()
                .repeatWhenEmpty(400, tries -> tries.delayElements(Duration.ofMillis(25)))
                .block(PATIENCE);
    }

    private void awaitIdleInTransaction(long sessions) {
        sql.sql("select count(*) from pg_stat_activity where datname = current_database() "
                        + "and application_name = 'oqim-journal' and state = 'idle in transaction'")
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one()
                .filter(count -> count == sessions)
                .repeatWhenEmpty(400, tries -> tries.delayElements(Duration.ofMillis(25)))
                .block(PATIENCE);
    }

    private Mono<Void> killWriters() {
        return sql.sql("select pg_terminate_backend(pid, 2000) from pg_stat_activity "
                        + "where datname = current_database() and application_name = 'oqim-journal'")
                .fetch()
                .all()
                .then();
    }

    private boolean isUnavailable(Throwable error) {
        return problem(error) == JournalProblem.UNAVAILABLE;
    }

    private static Object problem(Throwable error) {
        return error instanceof ProblemException problem ? problem.type() : error;
    }

    private double unknownCommits() {
        return live.bean(MeterRegistry.class)
                .get("oqim_journal_unknown_commits")
                .counter()
                .count();
    }

    private long notesWritten() {
        return count("select count(*) from note");
    }

    private long count(String query) {
        return Objects.requireNonNull(sql.sql(query)
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one()
                .block());
    }
}
