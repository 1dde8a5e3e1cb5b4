package sandbox.embedded;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * A port for whoever must know it before it listens. It lies below those that the kernel gives to every connection and
 * to every server that takes any: one of them would be taken by somebody else as soon as it is let go.
 */
public final class FreePort {

    private static final int LOWEST = 15_000;
    private static final int ABOVE = 30_000;
    private static final int TRIES = 200;

    private FreePort() {}

    public static int any() {
        return first(0);
    }

    /** @param distances the ports that far above it are free as well */
    public static int first(int... distances) {
        return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(LOWEST, ABOVE))
                .limit(TRIES)
                .filter(first -> IntStream.of(distances).allMatch(distance -> isFree(first + distance)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No free ports"));
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
