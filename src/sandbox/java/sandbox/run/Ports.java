package sandbox.run;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of this machine that somebody has. */
final class Ports {

    private Ports() {}

    static void refuseTaken(int port) {
        try (var socket = new ServerSocket()) {
            // As the servers themselves do: a connection that is just closing does not matter.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(port));
        } catch (IOException e) {
            throw new StartFailure("Port " + port + " is taken. Choose others with --port N.", e);
        }
    }
}
