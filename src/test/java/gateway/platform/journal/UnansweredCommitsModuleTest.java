package gateway.platform.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gateway.platform.journal.Entry.Priority;
import gateway.platform.journal.Wire.Cut;
import gateway.platform.journal.Wire.Fence;
import gateway.shared.problems.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import sandbox.embedded.Database;
import sandbox.embedded.LiveBooks;
import sandbox.embedded.Stores;

/**
 * By many seeds: COMMITs are lost, late or unanswered, some twice in a row, and so are the questions about them and
 * their answers. Whoever is told that an entry is committed finds it there, once; whoever is told anything else does
 * not; and nobody is left without a word. {@code -Doqim.seeds=1000} tries more of them.
 */
class UnansweredCommitsModuleTest {

    private static final int SEEDS = Integer.getInteger("oqim.seeds", 30);
    private static final int AT_ONCE = 3;
    private static final String COMMITTED = "committed";

    private final Database database = Stores.database();
    private final Map<String, String> told = new HashMap<>();
    private Wire wire;
    private LiveBooks live;
    private DatabaseClient sql;

    @BeforeEach
    void start() throws IOException {
        wire = new Wire(database);
        live = LiveBooks.start(
                wire.database(),
                NoteWriter.class,
                "gateway.journal.writers=1",
                "gateway.journal.max-wait=30s",
                "gateway.journal.outage-wait=30s",
                "gateway.journal.batch-timeout=3s",
                "gateway.journal.commit-timeout=1s");
        sql = DatabaseClient.create(database.connections());
        NoteWriter.createTable(sql);
    }

    @AfterEach
    void stop() throws IOException {
        live.close();
        wire.close();
    }

    @Test
    void whatIsToldIsWhatStands() {
        for (int seed = 1; seed <= SEEDS; seed++) {
            play(seed, new SplittableRandom(seed));
        }
        await().until(() -> !wire.isLate());

        assertThat(wrong()).isEmpty();
        assertThat(told.values())
                .as("it is found out within the outage's wait")
                .doesNotContain(JournalProblem.UNCERTAIN.toString());
        everythingWasMet();
    }

    /** What was told of which entry, and how often it stands. */
    private List<String> wrong() {
        var stands = standing();
        return told.keySet().stream()
                .filter(text -> stands.getOrDefault(text, 0L) != (COMMITTED.equals(told.get(text)) ? 1 : 0))
                .sorted()
                .map(text -> "%s is told %s and stands %d times"
                        .formatted(text, told.get(text), stands.getOrDefault(text, 0L)))
                .toList();
    }

    /** Or nothing would have been shown. */
    private void everythingWasMet() {
        assertThat(wire.met())
                .contains(Stream.concat(Stream.of(Cut.values()), Stream.of(Fence.values()))
                        .toArray(Enum<?>[]::new));
        assertThat(told.values()).filteredOn(COMMITTED::equals).hasSizeGreaterThan(SEEDS * AT_ONCE * 3 / 4);
        assertThat(live.bean(MeterRegistry.class)
                        .get("oqim_journal_unknown_commits")
                        .counter()
                        .count())
                .isGreaterThan(SEEDS);
        assertThat(markers("where fence")).isGreaterThan(SEEDS / 4);
    }

    /** The first is a batch by itself, the others are the next one. */
    private void play(int seed, SplittableRandom random) {
        wire.cuts(drawn(random, 1 + random.nextInt(3), Cut.values()));
        wire.fences(drawn(random, random.nextInt(4), Fence.values()));
        wire.late(Duration.ofMillis(random.nextBoolean() ? random.nextInt(60) : 180 + random.nextInt(80)));
        var begun = new HashMap<String, CompletableFuture<String>>();
        for (int n = 0; n < AT_ONCE; n++) {
            var text = seed + "." + n;
            begun.put(text, commit(random.nextBoolean() ? Priority.NEW : Priority.COMPLETION, text));
        }
        begun.forEach((text, answer) -> told.put(text, answer.join()));
    }

    /** The last of all, silence, takes seconds and is seldom. */
    private static <T> List<T> drawn(SplittableRandom random, int count, T[] all) {
        var some = new ArrayList<T>();
        for (int n = 0; n < count; n++) {
            some.add(all[random.nextInt(16) == 0 ? all.length - 1 : random.nextInt(all.length - 1)]);
        }
        return some;
    }

    private CompletableFuture<String> commit(Priority priority, String text) {
        return live.journal()
                .commit(new Entry(0, priority, List.of(new Note(text))))
                .map(decision -> decision.equals(Decision.COMMITTED) ? COMMITTED : "refused")
                .onErrorResume(error -> Mono.just(
                        error instanceof ProblemException it ? it.type().toString() : error.toString()))
                .toFuture();
    }

    private Map<String, Long> standing() {
        return Objects.requireNonNull(sql.sql("select text, count(*) from note group by text")
                .map(row -> Map.entry(
                        Objects.requireNonNull(row.get(0, String.class)),
                        Objects.requireNonNull(row.get(1, Long.class))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                .block());
    }

    private long markers(String which) {
        return Objects.requireNonNull(sql.sql("select count(*) from platform.journal_batch " + which)
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one()
                .block());
    }
}
