package fuzzing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything that is kept for a target, and each of it mutated a few times by chance that repeats. To find more, there
 * is {@code ./gateway fuzz}.
 */
class FuzzRegressionTest {

    private static final int MUTANTS = 40;
    private static final int CHANGES = 4;

    static Stream<String> honest() {
        return Targets.names().stream().filter(name -> !Targets.named(name).planted());
    }

    @ParameterizedTest
    @MethodSource("honest")
    void keepsItsWordForEverythingThatIsKept(String name) throws Exception {
        var target = Targets.named(name);
        var kept = Targets.kept(name);
        assertThat(kept).as("inputs of %s; without any it reads nothing", name).isNotEmpty();
        for (var file : kept) {
            read(target, name, file.getFileName().toString(), Files.readAllBytes(file));
        }
    }

    @ParameterizedTest
    @MethodSource("honest")
    void keepsItsWordForMutants(String name) throws Exception {
        var target = Targets.named(name);
        for (var file : Targets.kept(name)) {
            var random = new SplittableRandom(file.getFileName().toString().hashCode());
            var whole = Files.readAllBytes(file);
            for (int i = 0; i < MUTANTS; i++) {
                read(target, name, file.getFileName() + " mutated", mutated(whole, random));
            }
        }
    }

    @Test
    void nothingIsKeptForATargetThatIsGone() throws IOException {
        try (var folders = Files.list(Targets.SEEDS)) {
            assertThat(folders.map(Path::getFileName).map(Path::toString)).isSubsetOf(Targets.names());
        }
    }

    @Test
    void slowTargetsAreFound() {
        assertThatThrownBy(() -> Limits.check(_ -> work(), new byte[1])).isInstanceOf(AssertionError.class);
    }

    @Test
    void hungryTargetsAreFound() {
        assertThatThrownBy(() -> Limits.check(_ -> hoard(), new byte[1]))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("KiB");
    }

    @Test
    void brokenPromisesAreFound() {
        assertThatThrownBy(() -> Promises.same("one", "other")).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> new PlantedFuzz().read(new byte[] {22, 1, 2, 2, 0, 9, 1, 1, 1}))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static void read(FuzzTarget target, String name, String input, byte[] bytes) throws Exception {
        try {
            Limits.check(target, bytes);
        } catch (Exception | AssertionError broken) {
            throw new AssertionError(
                    "%s breaks its word for %s: %s".formatted(name, input, Arrays.toString(bytes)), broken);
        }
    }

    private static byte[] mutated(byte[] whole, SplittableRandom random) {
        List<Byte> bytes = new ArrayList<>();
        for (byte each : whole) {
            bytes.add(each);
        }
        for (int change = random.nextInt(1, CHANGES + 1); change > 0 && !bytes.isEmpty(); change--) {
            int at = random.nextInt(bytes.size());
            switch (random.nextInt(5)) {
                case 0 -> bytes.set(at, (byte) random.nextInt(256));
                case 1 -> bytes.set(at, (byte) (bytes.get(at) ^ 1 << random.nextInt(8)));
                case 2 -> bytes.remove(at);
                case 3 -> bytes.add(at, bytes.get(random.nextInt(bytes.size())));
                default -> bytes.subList(at, bytes.size()).clear();
            }
        }
        var result = new byte[bytes.size()];
        for (int i = 0; i < result.length; i++) {
            result[i] = bytes.get(i);
        }
        return result;
    }

    private static void work() {
        var threads = ManagementFactory.getThreadMXBean();
        long until = threads.getCurrentThreadCpuTime() + 2 * Limits.MOST_NANOS;
        while (threads.getCurrentThreadCpuTime() < until) {
            Thread.onSpinWait();
        }
    }

    private static void hoard() {
        var hoard = new byte[80][];
        for (int i = 0; i < hoard.length; i++) {
            hoard[i] = new byte[1024 * 1024];
        }
        assertThat(hoard[79]).isNotEmpty();
    }
}
