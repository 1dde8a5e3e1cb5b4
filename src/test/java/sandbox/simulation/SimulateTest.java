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
                .contains("%1$d of %1$d scary states seen, 0 violations"
                        .formatted(Sight.all(false).size()));
    }

    @Test
    void everyPlantedBugOfPaymentsIsFound() throws Exception {
        var run = simulate("--planted", "--only", "^[^/]*$");

        long planted = Plant.values().length
                - 1
                + PlantedBug.all().stream().filter(it -> !it.isOfAccess()).count();
        assertThat(planted).isGreaterThan(30);
        assertThat(run.status()).as(run.text()).isZero();
        assertThat(run.text()).contains("%1$d of %1$d planted bugs found".formatted(planted));
    }

    /** Few seeds, so not every scary state need be seen. */
    @Test
    void nobodyGetsInWhoShouldNot() throws Exception {
        assertThat(simulate("--access", "--seeds", "200").text()).contains(" 0 violations");
    }

    /** All of them: {@code ./gateway simulate --planted}. */
    @Test
    void plantedBugsOfAccessAreFound() throws Exception {
        var run = simulate("--planted", "--only", "access/(epoch-as|first-rev|repetition|doubt|replay-memory)");

        assertThat(run.status()).as(run.text()).isZero();
        assertThat(run.text()).contains("5 of 5 planted bugs found");
    }

    @Test
    void theSameSeedLeavesTheSameTrace() throws Exception {
        var first = traces(simulate("--seeds", "60", "--hashes"));

        assertThat(first).hasSize(60).doesNotHaveDuplicates();
        assertThat(traces(simulate("--seeds", "60", "--hashes"))).isEqualTo(first);
    }

    @Test
    void theSameSeedLeavesTheSameTraceWithAccessAndWrongClocks() throws Exception {
        var first = traces(simulate("--access", "--clocks", "--seeds", "25", "--hashes"));

        assertThat(first).hasSize(25).doesNotHaveDuplicates();
        assertThat(traces(simulate("--access", "--clocks", "--seeds", "25", "--hashes")))
                .isEqualTo(first);
    }

    private static List<String> traces(Run run) {
        return run.text().lines().filter(line -> line.startsWith("seed ")).toList();
    }

    private record Run(int status, String text) {}

    private Run simulate(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx384m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Simulate.class.getName()));
        command.addAll(List.of(arguments));
        var output = Files.createTempFile(folder, "run", ".txt");
        int status = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        return new Run(status, Files.readString(output, StandardCharsets.UTF_8));
    }
}
