package gateway.compliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import gateway.shared.problems.ProblemException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A good list takes the place of the last one; a bad one changes nothing and is seen. */
class ListsInForceTest {

    private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @TempDir
    Path folder;

    private final Map<String, ListVersion> accepted = new HashMap<>();
    private int written;

    @Test
    void withoutAFolderThereIsNoListAndThatIsSeen() {
        var lists = lists(null);

        look(lists);

        assertThat(lists.get().versions()).isEmpty();
        assertThat(gauge("entries")).isZero();
    }

    @Test
    void aFolderThatIsNotThereIsNoListEither() {
        var lists = lists(folder.resolve("none"));

        look(lists);

        assertThat(lists.get().versions()).isEmpty();
        assertThat(gauge("refused")).isZero();
    }

    @Test
    void aNewerListTakesThePlaceOfTheLastOne() throws IOException {
        var lists = lists(folder);
        write("2026-11-19", 10);
        look(lists);
        var before = lists.get();
        write("2026-11-20", 6);
        look(lists);

        assertThat(before.versions()).extracting(ListVersion::entries).containsExactly(10);
        assertThat(lists.get().versions()).extracting(ListVersion::version).containsExactly("2026-11-20");
        assertThat(gauge("entries")).isEqualTo(6);
        assertThat(gauge("age_seconds")).isEqualTo(86_400);
        assertThat(gauge("refused")).isZero();
    }

    @Test
    void whatHasNotChangedIsNotReadAgain() throws IOException {
        var lists = lists(folder);
        write("2026-11-19", 10);
        look(lists);
        var before = lists.get();

        look(lists);

        assertThat(lists.get()).isSameAs(before);
    }

    @Test
    void anOlderListIsRefused() throws IOException {
        stays("2026-11-18", 10);
    }

    @Test
    void aListThatLostMoreThanHalfIsRefused() throws IOException {
        stays("2026-11-20", 4);
    }

    @Test
    void aListThatLostHalfIsNot() throws IOException {
        var lists = lists(folder);
        write("2026-11-19", 10);
        look(lists);
        write("2026-11-19", 5);
        look(lists);

        assertThat(gauge("entries")).isEqualTo(5);
    }

    @Test
    void aListThatIsTooLargeIsRefused() throws IOException {
        stays("2026-11-20", 300);
    }

    @Test
    void aListThatIsCutOffIsRefusedUntilAWholeOneComes() throws IOException {
        var lists = lists(folder);
        write("2026-11-19", 10);
        look(lists);
        var before = lists.get();
        var whole = text("2026-11-20", 10);
        write(whole.substring(0, whole.length() - 30));
        look(lists);
        look(lists);

        assertThat(lists.get()).isSameAs(before);
        assertThat(gauge("refused")).isEqualTo(1);

        write(whole);
        look(lists);

        assertThat(lists.get().versions()).extracting(ListVersion::version).containsExactly("2026-11-20");
        assertThat(gauge("refused")).isZero();
    }

    @Test
    void aListThatGoesAwayStaysInForce() throws IOException {
        var lists = lists(folder);
        write("2026-11-19", 10);
        look(lists);
        Files.delete(folder.resolve("national.csv"));
        look(lists);

        assertThat(gauge("entries")).isEqualTo(10);
    }

    /** Nothing that a node may have forgotten makes an older list good. */
    @Test
    void afterARestartAnOlderOrHalvedListIsRefusedAndMissing() throws IOException {
        write("2026-11-19", 10);
        look(lists(folder));

        for (var bad : List.of(text("2026-11-18", 10), text("2026-11-20", 4), "#published=2026-11-20,entries=3\n")) {
            write(bad);
            var started = started();
            look(started);
            assertThat(started.get().versions()).isEmpty();
            assertThat(started.missing()).containsExactly("national");
            assertThat(gauge("refused")).isEqualTo(1);
            assertThat(gauge("missing")).isEqualTo(1);
        }
        write("2026-11-19", 10);
        var started = started();
        look(started);

        assertThat(started.missing()).isEmpty();
        assertThat(gauge("missing")).isZero();
        assertThat(gauge("entries")).isEqualTo(10);
    }

    @Test
    void afterARestartAListThatIsGoneIsMissingUntilItIsBack() throws IOException {
        write("2026-11-19", 10);
        look(lists(folder));
        Files.delete(folder.resolve("national.csv"));

        var started = started();
        look(started);
        assertThat(started.missing()).containsExactly("national");
        write("2026-11-20", 9);
        look(started);

        assertThat(started.missing()).isEmpty();
        assertThat(started.get().versions()).extracting(ListVersion::entries).containsExactly(9);
    }

    @Test
    void afterARestartWithoutAFolderWhatWasInForceIsMissing() throws IOException {
        write("2026-11-19", 10);
        look(lists(folder));

        var started = lists(null);
        look(started);

        assertThat(started.missing()).containsExactly("national");
    }

    /** Its folder may be filled a minute later than another node's. */
    @Test
    void aListThatIsNewElsewhereIsNotMissingOnANodeThatRuns() {
        var lists = lists(folder);
        look(lists);
        accepted.put("national", new ListVersion("national", "2026-11-19", NOW, 10));

        look(lists);

        assertThat(lists.missing()).isEmpty();
    }

    @Test
    void whatWasForgottenBeginsAnewWithTheFileThatLiesThere() throws IOException {
        var lists = lists(folder);
        write("2026-11-19", 10);
        look(lists);
        write("2026-11-20", 3);
        look(lists);
        assertThat(gauge("refused")).isEqualTo(1);

        accepted.clear();
        look(lists);

        assertThat(gauge("refused")).isZero();
        assertThat(gauge("entries")).isEqualTo(3);
        assertThat(accepted).containsKey("national");
    }

    /** PostgreSQL may be silent just then. */
    @Test
    void whatIsNotRecordedYetCountsAllTheSame() throws IOException {
        var lists = lists(folder);
        write("2026-11-19", 10);
        assertThat(lists.look(accepted)).hasSize(1);
        write("2026-11-18", 10);

        assertThat(lists.look(accepted))
                .singleElement()
                .satisfies(it -> assertThat(it.version().version()).isEqualTo("2026-11-19"));
        assertThat(gauge("refused")).isEqualTo(1);
    }

    @Test
    void beforeTheFirstComparisonNobodyIsScreened() {
        var lists = lists(folder);

        assertThat(lists.isKnown()).isFalse();
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(lists::get)
                .satisfies(no -> assertThat(no.type()).isEqualTo(ComplianceProblem.LISTS_UNKNOWN));
    }

    private ListsInForce started() {
        meters.clear();
        return lists(folder);
    }

    private void stays(String published, int entries) throws IOException {
        var lists = lists(folder);
        write("2026-11-19", 10);
        look(lists);
        var before = lists.get();
        write(published, entries);
        look(lists);

        assertThat(lists.get()).isSameAs(before);
        assertThat(gauge("refused")).isEqualTo(1);
        assertThat(gauge("entries")).isEqualTo(10);
    }

    private void look(ListsInForce lists) {
        for (var it : lists.look(accepted)) {
            accepted.put(it.version().list(), it.version());
            lists.isRecorded(it);
        }
    }

    private ListsInForce lists(@org.jspecify.annotations.Nullable Path from) {
        return new ListsInForce(from, 8_000, Clock.fixed(NOW, ZoneOffset.UTC), meters);
    }

    private double gauge(String what) {
        return meters.get("oqim_screening_list_" + what)
                .tag("list", "national")
                .gauge()
                .value();
    }

    private void write(String published, int entries) throws IOException {
        write(text(published, entries));
    }

    // Two files written within one tick of the file system's clock look alike otherwise.
    private void write(String text) throws IOException {
        var file = folder.resolve("national.csv");
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(NOW.plusSeconds(++written)));
    }

    private static String text(String published, int entries) {
        return "#published=%s,entries=%d\n".formatted(published, entries)
                + "id,kind,name,aliases,born,country,gender,pinfl,passport,inn\n"
                + IntStream.range(0, entries)
                        .mapToObj(n -> "N-%d,person,Xxx Yyyy%d,,,,,,,".formatted(n, n))
                        .collect(Collectors.joining("\n"));
    }
}
