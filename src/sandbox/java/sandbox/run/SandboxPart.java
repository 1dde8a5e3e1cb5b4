package sandbox.run;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The outside world of an installation, in a process of its own.
 *
 * @param control where its books are read and its faults are set
 * @param settings how the gateway reaches the counterparties
 */
record SandboxPart(URI control, Map<String, String> settings) {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration READY = Duration.ofSeconds(30);

    static SandboxPart start(Home home, Consumer<Part> started) {
        return new SandboxPart(URI.create("http://127.0.0.1:0"), Map.of());
    }
}
