package sandbox.remittances;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import sandbox.run.RunOptions;
import sandbox.run.SandboxPart;

/** The corridors that stories are played in, and a gateway that knows them. */
public final class Corridors {

    /** So long a day lasts at the banks abroad; a corridor's promise is a minute. */
    public static final Duration DAY = Duration.ofSeconds(15);

    // Payments and news as fast as the bank speaks; nothing of it changes what is decided.
    private static final Map<String, String> HASTE = Map.of(
            "gateway.crossborder.check-every", "200ms",
            "gateway.crossborder.rates.every", "5s",
            "gateway.correspondents.every", "100ms",
            "gateway.correspondents.first-retry", "200ms",
            "gateway.correspondents.last-retry", "2s",
            "gateway.correspondents.look-every", "500ms",
            "gateway.correspondents.down-after", "5s");

    private Corridors() {}

    /** The pack as a file in this folder, which must be there. */
    public static Path in(Path folder) {
        var file = folder.resolve("remittances.yaml");
        try (InputStream text =
                Objects.requireNonNull(Corridors.class.getResourceAsStream("/sandbox/remittances.yaml"))) {
            Files.copy(text, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    /** What a gateway needs beside its usual settings. */
    public static Map<String, String> settings(RunOptions run, Path pack) {
        var all = new TreeMap<>(SandboxPart.abroad(run.sandboxPort(), run.data()));
        all.putAll(HASTE);
        all.put("gateway.crossborder.pack", "file:" + pack);
        return all;
    }
}
