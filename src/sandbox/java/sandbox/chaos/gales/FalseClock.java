package sandbox.chaos.gales;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sandbox.run.Wiring;

/** The last node reads its time of day from a clock that can be put wrong; time that passes stays right. */
final class FalseClock implements Wiring {

    private static final List<Path> LIBRARIES = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1"),
            Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1"),
            Path.of("/usr/lib64/faketime/libfaketime.so.1"));

    private final int liar;
    private final Path file;

    /** @param liar which node has it */
    FalseClock(int liar) {
        try {
            this.liar = liar;
            this.file = Files.createTempFile("oqim-clock", ".offset");
            shift(Duration.ZERO);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is missing here, in words; empty when everything is there. */
    static Optional<String> whyNot() {
        return library().isPresent()
                ? Optional.empty()
                : Optional.of("libfaketime is missing; install the package faketime");
    }

    private static Optional<Path> library() {
        return LIBRARIES.stream().filter(Files::exists).findFirst();
    }

    @Override
    public Map<String, String> settings(int node, Map<String, String> usual) {
        return usual;
    }

    @Override
    public List<String> launcher(int node) {
        return node != liar
                ? List.of()
                : List.of(
                        "/usr/bin/env",
                        "LD_PRELOAD=" + library().orElseThrow(),
                        "FAKETIME_TIMESTAMP_FILE=" + file,
                        "FAKETIME_CACHE_DURATION=1",
                        "FAKETIME_DISABLE_SHM=1",
                        "DONT_FAKE_MONOTONIC=1",
                        // Otherwise the library turns deadlines of the monotonic clock into false ones.
                        "FAKETIME_FORCE_MONOTONIC_FIX=0",
                        "NO_FAKE_STAT=1");
    }

    /** Within a second that node's clock is wrong by this much. */
    void shift(Duration by) {
        try {
            // In one step: a file half written would be no time at all.
            var fresh = Files.writeString(Path.of(file + ".new"), "%+d\n".formatted(by.toSeconds()));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
