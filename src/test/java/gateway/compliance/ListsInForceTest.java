package gateway.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
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

    private int written;

    @Test
    void withoutAFolderThereIsNoListAndThatIsSeen() {
        var lists = lists(null);

        lists.look();

        assertThat(lists.get().versions()).isEmpty();
        assertThat(gauge("entries")).isZero();
    }

    @Test
    void aFolderThatIsNotThereIsNoListEither() {
        var lists = lists(folder.resolve("none"));

        lists.look();

        assertThat(lists.get().versions()).isEmpty();
        assertThat(gauge("refused")).isZero();
    }

    @Test
    void aNewerListTakesThePlaceOfTheLastOne() throws IOException {
        var lists = lists(folder);
        write("2026-11-19", 10);
        lists.look();
        var before = lists.get();
        write("2026-11-20", 6);
        lists.look();

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
        lists.look();
        var before = lists.get();

        lists.look();

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
        lists.look();
        write("2026-11-19", 5);
        lists.look();

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
        lists.look();
        var before = lists.get();
        var whole = text("2026-11-20", 10);
        write(whole.substring(0, whole.length() - 30));
        lists.look();
        lists.look();

        assertThat(lists.get()).isSameAs(before);
        assertThat(gauge("refused")).isEqualTo(1);

        write(whole);
        lists.look();

        assertThat(lists.get().versions()).extracting(ListVersion::version).containsExactly("2026-11-20");
        assertThat(gauge("refused")).isZero();
    }

    @Test
    void aListThatGoesAwayStaysInForce() throws IOException {
        var lists = lists(folder);
        write("2026-11-19", 10);
        lists.look();
        Files.delete(folder.resolve("national.csv"));
        lists.look();

        assertThat(gauge("entries")).isEqualTo(10);
    }

    private void stays(String published, int entries) throws IOException {
        var lists = lists(folder);
        write("2026-11-19", 10);
        lists.look();
        var before = lists.get();
        write(published, entries);
        lists.look();

        assertThat(lists.get()).isSameAs(before);
        assertThat(gauge("refused")).isEqualTo(1);
        assertThat(gauge("entries")).isEqualTo(10);
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
