package sandbox.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import redis.embedded.core.ExecutableProvider;
import sandbox.embedded.FreePort;

/** The embedded Redis of an installation, with its append-only file in the installation's folder. */
final class RedisPart {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int TRIES = 40;

    private final Child child;
    private final int port;

    private RedisPart(Child child, int port) {
        this.child = child;
        this.port = port;
    }

    static RedisPart start(Home home) {
        int port = FreePort.any();
        var data = home.data("redis");
        try {
            Files.createDirectories(data);
            var command = command(executable(data), data, port);
            var part = new RedisPart(Child.start("redis", home, command, PATIENCE), port);
            Ready.await(part.child, PATIENCE, part::answers);
            return part;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot prepare Redis in " + data, e);
        }
    }

    Part part() {
        return child;
    }

    URI uri() {
        return URI.create("redis://127.0.0.1:" + port);
    }

    // Never evicts: an evicted revocation would be a security hole.
    private static List<String> command(Path executable, Path data, int port) {
        return List.of(
                executable.toString(),
                "--port",
                String.valueOf(port),
                "--bind",
                "127.0.0.1",
                "--dir",
                data.toString(),
                "--appendonly",
                "yes",
                "--appendfsync",
                "everysec",
                "--save",
                "",
                "--maxmemory-policy",
                "noeviction");
    }

    // Unpacked into the data folder, because the library otherwise leaves a copy in the temporary folder at every
    // start.
    private static Path executable(Path data) throws IOException {
        var executable =
                ExecutableProvider.newJarResourceProvider(data.toFile()).get().toPath();
        awaitRunnable(executable);
        return executable;
    }

    // Whatever was started while it was written holds it open for writing a moment longer, and then it cannot be run.
    private static void awaitRunnable(Path executable) throws IOException {
        for (int i = 1; ; i++) {
            try {
                new ProcessBuilder(executable.toString(), "--version")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
                return;
            } catch (IOException busy) {
                if (i == TRIES) {
                    throw busy;
                }
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        }
    }

    private boolean answers() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(1_000);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            return socket.getInputStream().read() == '+';
        } catch (IOException e) {
            return false;
        }
    }
}
