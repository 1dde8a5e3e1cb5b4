package sandbox.chaos.kills;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Redis in its own words, over one short connection each. */
public final class RedisDoor {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int SOCKET_PATIENCE_MILLIS = 10_000;

    private final URI uri;

    public RedisDoor(URI uri) {
        this.uri = uri;
    }

    /** Forgets everything. */
    String flush() {
        var answer = say("FLUSHALL");
        if (!answer.startsWith("+OK")) {
            throw new IllegalStateException("Redis does not forget: " + answer);
        }
        return "FLUSHALL";
    }

    public void awaitReady() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!answers()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Redis does not answer");
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private boolean answers() {
        try {
            return say("PING").startsWith("+PONG");
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** Emits what it answers to a command; errors when there is no answer. */
    public String say(String command) {
        try (var socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout(SOCKET_PATIENCE_MILLIS);
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            var answer = new byte[64];
            int length = socket.getInputStream().read(answer);
            return new String(answer, 0, Math.max(0, length), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
