package sandbox.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a process of its own, because the simulation replaces every timer of the process it runs in. */
class SimulateTest {

    @TempDir
    Path folder;

    @Test
    void noInvariantBreaksAndEveryScaryStateIsSeen() throws Exception {
        var run = simulate("--seeds", "2000");

        assertThat(run.status()).as(run.text()).isZero();
        assertThat(run.text())
                .contains("%1$d of %1$d scary states seen, 0 violations".formatted(Sight.all(false).size()));
    }

    @Test
    void everyPlantedBugIsFound() throws Exception {
        var run = simulate("--planted");

        assertThat(run.status()).as(run.text()).isZero();
        int planted = Plant.values().length - 1 + PlantedBug.all(false).size();
        assertThat(planted).isGreaterThan(30);
        assertThat(run.text()).contains("%1$d of %1$d planted bugs found".formatted(planted));
    }

    @Test
    void theSameSeedLeavesTheSameTrace() throws Exception {
        var first = traces(simulate("--seeds", "60", "--hashes"));

        assertThat(first).hasSize(60).doesNotHaveDuplicates();
        assertThat(traces(simulate("--seeds", "60", "--hashes"))).isEqualTo(first);
    }

    private static List<String> traces(Run run) {
        return run.text().lines().filter(line -> line.startsWith("seed ")).toList();
    }

    private record Run(int status, String text) {}

    private Run simulate(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx384m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Simulate.class.getName()));
        command.addAll(List.of(arguments));
        var output = folder.resolve("output");
        int status = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        return new Run(status, Files.readString(output, StandardCharsets.UTF_8));
    }
}
