package sandbox.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** One process of the installation: a store, the sandbox or a gateway node. */
public interface Part {

    String name();

    ProcessHandle process();

    Path log();

    /** Asks it to end, waits, and insists when it does not listen. */
    void stop();

    /** Ends it as it stands, at once and for good: from now on it does not start again. */
    void abandon();

    /** Starts it again with the same data and ports, after it was stopped or killed. */
    void restart();

    /** As a power cut would. */
    default void kill() {
        var process = process();
        process.destroyForcibly();
        process.onExit().join();
    }

    /** What it said last, to tell a person why it died. */
    default List<String> lastLines(int count) {
        try {
            if (!Files.exists(log())) {
                return List.of();
            }
            // A log may hold a byte that is not UTF-8; decoding must not hide the reason.
            var lines =
                    Files.readString(log(), StandardCharsets.ISO_8859_1).lines().toList();
            return lines.subList(Math.max(0, lines.size() - count), lines.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
