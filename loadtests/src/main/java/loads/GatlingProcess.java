package loads;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Gatling, in a process of its own beside the bank's. */
final class GatlingProcess {

    /** Where the build says what Gatling needs. */
    private static final Path CLASS_PATH = Path.of("loadtests", "target", "gatling.classpath");

    private static final Path CLASSES = Path.of("loadtests", "target", "classes");

    private static final List<String> FLAGS = List.of(
            "-XX:+UseSerialGC",
            "-Xmx512m",
            "-Xmn256m",
            "--enable-native-access=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            // Connections that were opened for a storm are there when it comes.
            "-Dgatling.http.pooledConnectionIdleTimeout=600000",
            "-Dlogback.configurationFile=loads/logback.xml",
            // It would tell its makers about every run.
            "-Dgatling.data.enableAnalytics=false");

    private GatlingProcess() {}

    /**
     * Returns when it has ended, whatever came of it.
     *
     * @param title what the report says above its numbers
     * @param patience after which a virtual user hangs up
     */
    static void run(Path world, Path folder, String title, Duration patience) {
        var log = folder.resolve(Results.LOG).toFile();
        var process = start(command(world, folder, title, patience), log);
        var stop = new Thread(process::destroyForcibly, "stop-gatling");
        Runtime.getRuntime().addShutdownHook(stop);
        try {
            process.waitFor();
            Runtime.getRuntime().removeShutdownHook(stop);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Process start(List<String> command, File log) {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(Path world, Path folder, String title, Duration patience) {
        var gatling = List.of(
                "-Dloads.world=" + world,
                "-Dgatling.http.requestTimeout=" + patience.toMillis(),
                "-cp",
                CLASSES + ":" + read(CLASS_PATH),
                "io.gatling.app.Gatling",
                "--simulation",
                "loads.LoadSimulation",
                "--results-folder",
                folder.toString(),
                "--run-description",
                title);
        return Stream.of(List.of(System.getProperty("java.home") + "/bin/java"), FLAGS, gatling)
                .flatMap(List::stream)
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("Nothing is built here; start through ./gateway", e);
        }
    }
}
