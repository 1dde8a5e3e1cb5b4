package sandbox.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders go, also while somebody still writes there, and at the end of the JVM that wanted them. */
class ScratchTest {

    private static final Duration WRITING = Duration.ofMillis(500);

    @TempDir
    Path folder;

    @Test
    void goesWithEverythingInItAndNeedNotBeThere() throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("a/b")).resolve("c"), "text");

        Scratch.delete(folder.resolve("a"));
        Scratch.delete(folder.resolve("a"));

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void goesWithoutAnybodyWaiting() throws IOException {
        var tree = folder.resolve("tree");
        Files.writeString(Files.createDirectories(tree.resolve("a")).resolve("b"), "text");

        Scratch.deleteBehind(tree);

        await().until(() -> Files.notExists(tree));
    }

    @Test
    void isTriedAgainWhereSomebodyStillWrites() throws Exception {
        var tree = Files.createDirectory(folder.resolve("tree"));
        var begun = new CountDownLatch(1);
        var writer = Thread.ofPlatform().start(() -> write(tree, begun));
        begun.await();

        Scratch.delete(tree);

        writer.join();
        assertThat(tree).doesNotExist();
    }

    /** Until its time is over or the folder is gone. */
    private static void write(Path tree, CountDownLatch begun) {
        long until = System.nanoTime() + WRITING.toNanos();
        try {
            for (int i = 0; System.nanoTime() - until < 0; i++) {
                Files.writeString(tree.resolve("file" + i), "text");
                begun.countDown();
            }
        } catch (IOException _) {
            // It is gone.
        }
    }

    @Test
    void goesAtTheEndOfTheJvm() throws Exception {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Passing.class.getName())
                .redirectErrorStream(true)
                .start();

        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(said).startsWith("was there: ");
        assertThat(Path.of(said.substring("was there: ".length()).strip())).doesNotExist();
    }

    /** A JVM that wants a folder and ends. */
    static final class Passing {

        private Passing() {}

        public static void main(String[] arguments) throws IOException {
            var folder = Scratch.passing("oqim-passing");
            Files.writeString(folder.resolve("file"), "text");
            System.out.println((Files.exists(folder.resolve("file")) ? "was there: " : "nothing: ") + folder);
        }
    }
}
