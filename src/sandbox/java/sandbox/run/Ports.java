package sandbox.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Free and taken ports of this machine. */
final class Ports {

    private Ports() {}

    static int free() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static void refuseTaken(NodePorts ports) {
        for (int port : ports.all()) {
            try (var socket = new ServerSocket(port)) {
                socket.setReuseAddress(true);
            } catch (IOException e) {
                throw new StartFailure("Port " + port + " is taken. Choose others with --port N.", e);
            }
        }
    }
}
