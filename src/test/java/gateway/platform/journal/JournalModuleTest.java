package gateway.platform.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gateway.platform.journal.ClaimKey.Duplicate;
import gateway.platform.journal.ClaimKey.KeyReused;
import gateway.platform.journal.ClaimKey.StoredAnswer;
import gateway.platform.journal.Decision.Refused;
import gateway.platform.journal.Entry.Priority;
import gateway.shared.ids.TimeOrderedIds;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import sandbox.embedded.Database;
import sandbox.embedded.LiveBooks;
import sandbox.embedded.Stores;

/** The journal on a real database, when all goes well and when entries make trouble. */
class JournalModuleTest {

    private final Database database = Stores.database();
    private LiveBooks live;
    private NoteWriter notes;
    private DatabaseClient sql;

    @BeforeEach
    void start() {
        live = LiveBooks.start(database, NoteWriter.class);
        notes = live.bean(NoteWriter.class);
        sql = live.bean(DatabaseClient.class);
        NoteWriter.createTable(sql);
    }

    @AfterEach
    void stop() {
        live.close();
    }

    @Test
    void entriesThatArriveDuringABatchShareTheNextTransaction() {
        var gate = closeGate();
        var first = commit(new Note("first"));
        var others = Flux.range(0, 100)
                .flatMap(n -> live.journal().commit(entry(0, new Note("note " + n))), 100)
                .collectList()
                .toFuture();

        gate.open();
        first.join();

        assertThat(others.join()).hasSize(100).containsOnly(Decision.COMMITTED);
        assertThat(count("select count(distinct batch) from note")).isEqualTo(2);
        assertThat(count("select count(*) from platform.journal_batch")).isEqualTo(2);
    }

    // Everything is sent without waiting for answers; were the order lost, locks would hold nothing.
    @Test
    void locksAndWritesInOneTransaction() {
        commit(new Note("alone")).join();

        assertThat(sql.sql("select batch from note")
                        .mapValue(String.class)
                        .one()
                        .block())
                .isEqualTo(notes.lockedIn);
    }

    @Test
    void aLoneEntryDoesNotWait() {
        StepVerifier.create(live.journal().commit(entry(0, new Note("alone"))).timeout(Duration.ofSeconds(2)))
                .expectNext(Decision.COMMITTED)
                .verifyComplete();
    }

    @Test
    void aRefusalFailsNoNeighbour() {
        var decisions = together(new Note("one"), Note.REFUSED, new Note("two"));

        assertThat(decisions)
                .containsExactly(Decision.COMMITTED, new Refused(new Note.NotWanted()), Decision.COMMITTED);
        assertThat(count("select count(*) from note")).isEqualTo(2);
    }

    @Test
    void aBatchOfRefusalsWritesNothing() {
        var decisions = together(Note.REFUSED, Note.REFUSED);

        assertThat(decisions).containsOnly(new Refused(new Note.NotWanted()));
        assertThat(count("select count(*) from platform.journal_batch")).isZero();
    }

    @Test
    void aPoisonousEntryFailsAlone() {
        var decisions = together(new Note("one"), Note.POISON, new Note("two"), new Note("three"));

        assertThat(decisions)
                .containsExactly(Decision.COMMITTED, "DataIntegrity", Decision.COMMITTED, Decision.COMMITTED);
        assertThat(count("select count(*) from note")).isEqualTo(3);
    }

    // As the driver once mixed up two answers: nothing that comes over such a connection can be believed any more.
    @Test
    void whatMakesNoSenseRunsAgainOnAnotherConnection() {
        commit(new Note("before")).join();
        var connection = connection();
        notes.nonsense.set(1);

        assertThat(commit(new Note("after")).join()).isEqualTo(Decision.COMMITTED);
        assertThat(connection()).isNotEqualTo(connection);
        assertThat(count("select count(*) from note where text = 'after'")).isEqualTo(1);
    }

    @Test
    void whatNeverMakesSenseFails() {
        notes.nonsense.set(2);

        assertThatThrownBy(() -> commit(new Note("one")).join()).hasRootCauseInstanceOf(IllegalArgumentException.class);
        assertThat(commit(new Note("two")).join()).isEqualTo(Decision.COMMITTED);
        assertThat(count("select count(*) from note")).isEqualTo(1);
    }

    private int connection() {
        return sql.sql("select max(pid) from pg_stat_activity where application_name = 'oqim-journal'")
                .mapValue(Integer.class)
                .one()
                .block();
    }

    @Test
    void aRowThatGoesMissingRollsItsEntryBack() {
        var decisions = together(new Note("one"), Note.LOST, new Note("two"));

        assertThat(decisions).containsExactly(Decision.COMMITTED, "IllegalState", Decision.COMMITTED);
        assertThat(count("select count(*) from note")).isEqualTo(2);
    }

    @Test
    void aSubscriberThatGoesAwayChangesNothing() {
        var gate = closeGate();
        var subscription = live.journal().commit(entry(0, new Note("kept"))).subscribe();

        subscription.dispose();
        gate.open();

        assertThat(commit(new Note("after")).join()).isEqualTo(Decision.COMMITTED);
        assertThat(count("select count(*) from note where text = 'kept'")).isEqualTo(1);
    }

    @Test
    void closingFinishesWhatIsQueued() {
        var gate = closeGate();
        var first = commit(new Note("first"));
        var second = commit(new Note("second"));

        Mono.delay(Duration.ofMillis(200), Schedulers.boundedElastic()).subscribe(_ -> gate.open());
        live.close();

        assertThat(first.join()).isEqualTo(Decision.COMMITTED);
        assertThat(second.join()).isEqualTo(Decision.COMMITTED);
    }

    @Test
    void anEntryThatNobodyCanWriteIsRefusedAtTheDoor() {
        record Unheard() implements Part {}

        StepVerifier.create(live.journal().commit(entry(0, new Unheard()))).verifyError(IllegalArgumentException.class);
        StepVerifier.create(live.journal().commit(entry(0, new Note("a"), new Note("b"))))
                .verifyError(IllegalArgumentException.class);
    }

    @Test
    void aKeyIsTakenOnceWithinABatch() {
        var first = claim("key", 1);
        var same = claim("key", 1);
        var other = claim("key", 2);

        var decisions = together(first, same, other);

        assertThat(decisions)
                .containsExactly(
                        Decision.COMMITTED,
                        new Refused(new Duplicate(first.subject(), null)),
                        new Refused(new KeyReused()));
    }

    @Test
    void aKeyIsTakenOnceAcrossBatchesAndItsFirstAnswerStays() {
        var first = claim("key", 1);
        var answer = new StoredAnswer(201, "{\"ok\":true}".getBytes(StandardCharsets.UTF_8));
        commit(first).join();
        commit(keep(first, answer)).join();
        commit(keep(first, new StoredAnswer(500, new byte[0]))).join();

        var decision = (Refused) commit(claim("key", 1)).join();

        var duplicate = (Duplicate) decision.refusal();
        assertThat(duplicate.subject()).isEqualTo(first.subject());
        var kept = Objects.requireNonNull(duplicate.answer());
        assertThat(kept.status()).isEqualTo(201);
        assertThat(kept.body()).isEqualTo(answer.body());
        assertThat(commit(claim("key", 2)).join()).isEqualTo(new Refused(new KeyReused()));
    }

    @Test
    void announcesEventsInOrder() {
        var subject = new UUID(1, 0x8000_0000_0000_0003L);
        var events = List.of(
                new Announce.Event(new UUID(1, 1), subject, 1, "payment.opened", "{\"a\":\"{\\\"}\"}", null),
                new Announce.Event(new UUID(1, 2), subject, 2, "payment.completed", "{}", null));

        commit(new Announce(events)).join();

        assertThat(sql.sql("select payload from platform.outbox where shard = 3 order by version")
                        .map(row -> Objects.requireNonNull(row.get(0, String.class)))
                        .all()
                        .collectList()
                        .block())
                .containsExactly("{\"a\":\"{\\\"}\"}", "{}");
    }

    @Test
    void refusesADatabaseThatIsNotDurable() {
        sql.sql("alter database " + database.name() + " set synchronous_commit = off")
                .then()
                .block();

        assertThatThrownBy(() -> LiveBooks.start(database, NoteWriter.class))
                .rootCause()
                .hasMessageContaining("synchronous_commit is off");
    }

    /** Commits the parts as one batch, and tells each one's decision or the kind of its error. */
    private List<Object> together(Part... parts) {
        var gate = closeGate();
        var first = commit(new Note("gate"));
        var all = Flux.fromArray(parts)
                .flatMapSequential(
                        part -> live.journal()
                                .commit(entry(0, part))
                                .cast(Object.class)
                                .onErrorResume(error -> Mono.just(kind(error))),
                        1000)
                .collectList()
                .toFuture();
        gate.open();
        first.join();
        var decisions = all.join();
        sql.sql("delete from note where text = 'gate'").then().block();
        // The gate's own batch is the oldest.
        sql.sql("delete from platform.journal_batch b "
                        + "where not exists (select 1 from platform.journal_batch o where o.id < b.id)")
                .then()
                .block();
        return decisions;
    }

    private static String kind(Throwable error) {
        var name = error.getClass().getSimpleName();
        return name.contains("DataIntegrity") ? "DataIntegrity" : name.replace("Exception", "");
    }

    /** The first batch waits at its lock until the gate is opened. */
    private Gate closeGate() {
        return Gate.close(database);
    }

    private CompletableFuture<@Nullable Decision> commit(Part part) {
        return live.journal().commit(entry(0, part)).toFuture();
    }

    private static Entry entry(int shard, Part... parts) {
        return new Entry(shard, Priority.NEW, List.of(parts));
    }

    private ClaimKey claim(String key, int fingerprint) {
        return new ClaimKey(
                0,
                new UUID(5, 5),
                key,
                new byte[] {(byte) fingerprint},
                live.bean(TimeOrderedIds.class).next(0));
    }

    private static KeepAnswer keep(ClaimKey claim, StoredAnswer answer) {
        return new KeepAnswer(claim.shard(), claim.scope(), claim.key(), answer);
    }

    private long count(String query) {
        return Objects.requireNonNull(sql.sql(query)
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one()
                .block());
    }
}
