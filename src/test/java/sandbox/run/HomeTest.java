package sandbox.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stays between two runs, and what must not. */
class HomeTest {

    private static final List<String> IDLE = List.of("/bin/sh", "-c", "echo started; while :; do sleep 1; done");
    private static final List<String> STUBBORN =
            List.of("/bin/sh", "-c", "trap '' TERM; echo started; while :; do sleep 1; done");

    @TempDir
    Path folder;

    private final java.util.ArrayList<ProcessHandle> started = new java.util.ArrayList<>();

    @AfterEach
    void endWhatIsLeft() {
        started.forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void twoRunsNeverShareAFolder() {
        try (var _ = Home.open(folder, false)) {
            assertThatThrownBy(() -> Home.open(folder, false))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("Another run uses");
        }
    }

    @Test
    void aKilledRunsChildrenAreEndedByTheNextRun() throws Exception {
        ProcessHandle orphan;
        try (var killed = Home.open(folder, false)) {
            orphan = child(killed, "gateway-1", IDLE).process();
        }

        try (var _ = Home.open(folder, false)) {
            orphan.onExit().get(20, TimeUnit.SECONDS);
            assertThat(orphan.isAlive()).isFalse();
            assertThat(folder.resolve("pids")).isEmptyDirectory();
        }
    }

    @Test
    void aProcessThatOnlyHasTheOldNumberIsLeftAlone() throws IOException {
        ProcessHandle stranger;
        try (var home = Home.open(folder, false)) {
            stranger = child(home, "gateway-1", IDLE).process();
            var longAgo = new RunningProcess(stranger.pid(), Instant.EPOCH);
            Files.writeString(folder.resolve("pids/gateway-1"), longAgo.line());
        }

        try (var _ = Home.open(folder, false)) {
            assertThat(stranger.isAlive()).isTrue();
        }
    }

    @Test
    void aChildThatDoesNotListenIsKilled() throws IOException {
        try (var home = Home.open(folder, false)) {
            var child = child(home, "stubborn", STUBBORN);
            Ready.await(child, Duration.ofSeconds(20), () -> !child.lastLines(1).isEmpty());

            child.stop();

            assertThat(child.process().isAlive()).isFalse();
        }
    }

    @Test
    void aDeadChildsLastWordsAreTold() throws IOException {
        try (var home = Home.open(folder, false)) {
            var child = child(home, "short", List.of("/bin/sh", "-c", "echo no such disk; exit 3"));

            assertThatThrownBy(() -> Ready.await(child, Duration.ofSeconds(20), () -> false))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("short has died")
                    .hasMessageContaining("no such disk");
        }
    }

    @Test
    void secretsAreTheSameAtEveryStartAndForTheirOwnerOnly() throws IOException {
        String first;
        try (var home = Home.open(folder, false)) {
            first = Secrets.in(home).key("some.key");
        }

        try (var home = Home.open(folder, false)) {
            assertThat(Secrets.in(home).key("some.key")).isEqualTo(first);
            assertThat(Secrets.in(home).key("another.key")).isNotEqualTo(first);
            assertThat(Secrets.in(home)).hasToString("Secrets[another.key, some.key]");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("secrets.properties"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aFreshStartForgetsWhatWasKeptAndNothingElse() throws IOException {
        Files.writeString(folder.resolve("diary.txt"), "mine");
        Files.createDirectories(folder.resolve("redis/deep"));
        String first;
        try (var home = Home.open(folder, false)) {
            first = Secrets.in(home).key("some.key");
        }

        try (var home = Home.open(folder, true)) {
            assertThat(Secrets.in(home).key("some.key")).isNotEqualTo(first);
        }
        assertThat(folder.resolve("redis")).doesNotExist();
        assertThat(folder.resolve("diary.txt")).hasContent("mine");
    }

    private Child child(Home home, String name, List<String> command) {
        var child = Child.start(name, home, command, Duration.ofSeconds(1));
        started.add(child.process());
        return child;
    }
}
