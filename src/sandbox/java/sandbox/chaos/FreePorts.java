package sandbox.chaos;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** A first port from which everything an installation derives is free. */
final class FreePorts {

    private static final int[] DERIVED = {0, 1, 10, 11, 12, 13, 14, 15, 16, 363, 364, 1010, 1011};

    private FreePorts() {}

    static int first() {
        return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(15_000, 30_000))
                .limit(200)
                .filter(first -> IntStream.of(DERIVED).allMatch(offset -> isFree(first + offset)))
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
