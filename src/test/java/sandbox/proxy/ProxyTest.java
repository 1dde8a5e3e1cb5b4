package sandbox.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a bad line does to real sockets, with a server behind it that says everything back. */
class ProxyTest {

    private static final int PATIENCE_MILLIS = 10_000;
    private static final long EVERY_FEW_BYTES = 100;

    private EchoServer server;
    private Proxy proxy;

    @BeforeEach
    void listen() throws IOException {
        server = new EchoServer();
        proxy = Proxy.to("127.0.0.1", server.port());
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        server.close();
    }

    @Test
    void inFairWeatherEverythingArrivesUnchanged() throws IOException {
        var bytes = bytes(1_000_000);

        assertThat(echoed(bytes)).isEqualTo(bytes);
        assertThat(proxy.met()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"DELAY", "JITTER", "CUT_UP"})
    void whatIsOnlyDisturbedArrivesUnchangedAndInOrder(Mishap mishap) throws IOException {
        proxy.weather(BadWeather.of(1, 2_000, 0, mishap));
        var bytes = bytes(4_000);

        assertThat(echoed(bytes)).isEqualTo(bytes);
        assertThat(proxy.met().get(mishap)).isPositive();
    }

    @Test
    void aFlippedByteIsNoAsciiAnyMore() throws IOException {
        proxy.weather(BadWeather.of(1, EVERY_FEW_BYTES, 0, Mishap.FLIPPED_BYTE).neverToServer(Mishap.FLIPPED_BYTE));
        var bytes = new byte[1_000];

        var back = echoed(bytes);

        assertThat(count(back, (byte) 0x80)).isPositive().isEqualTo(proxy.met().get(Mishap.FLIPPED_BYTE));
        assertThat(count(back, (byte) 0) + count(back, (byte) 0x80)).isEqualTo(bytes.length);
    }

    @Test
    void theSameSeedDoesTheSame() throws IOException {
        var weather = BadWeather.of(7, EVERY_FEW_BYTES, 0, Mishap.FLIPPED_BYTE).neverToServer(Mishap.FLIPPED_BYTE);
        proxy.weather(weather);
        var bytes = bytes(2_000);
        var once = echoed(bytes);

        try (var other = Proxy.to("127.0.0.1", server.port())) {
            other.weather(weather);

            assertThat(echoed(other, bytes)).isEqualTo(once).isNotEqualTo(bytes);
        }
    }

    @Test
    void aResetIsHeardOnBothSides() throws Exception {
        proxy.weather(BadWeather.of(1, EVERY_FEW_BYTES, 0, Mishap.RESET));

        assertThatThrownBy(() -> saidAndHeard(bytes(10_000))).isInstanceOf(SocketException.class);

        assertThat(server.end()).isInstanceOf(SocketException.class);
        assertThat(proxy.met()).containsEntry(Mishap.RESET, 1L);
    }

    @Test
    void afterAHalfCloseTheOtherDirectionStillWorks() throws Exception {
        proxy.weather(BadWeather.of(1, EVERY_FEW_BYTES, 0, Mishap.HALF_CLOSE).neverToServer(Mishap.HALF_CLOSE));
        try (var socket = socket(proxy)) {
            socket.getOutputStream().write(bytes(1_000));

            assertThat(socket.getInputStream().readAllBytes()).hasSizeLessThan(1_000);

            socket.getOutputStream().write(bytes(1_000));
            socket.shutdownOutput();
            assertThat(server.end()).isNull();
            assertThat(server.received()).isEqualTo(2_000);
        }
    }

    @Test
    void aBlackHoleTakesEverythingAndSaysNothing() throws IOException {
        proxy.weather(BadWeather.of(1, EVERY_FEW_BYTES, 0, Mishap.BLACK_HOLE));
        try (var socket = socket(proxy)) {
            socket.getOutputStream().write(bytes(10_000));
            socket.setSoTimeout(300);
            assertThatThrownBy(() -> socket.getInputStream().readNBytes(10_000))
                    .isInstanceOf(SocketTimeoutException.class);

            proxy.heal();
            socket.getOutputStream().write(1);

            assertThatThrownBy(() -> socket.getInputStream().readNBytes(10_000))
                    .isInstanceOf(SocketTimeoutException.class);
            assertThat(proxy.met()).containsEntry(Mishap.BLACK_HOLE, 1L);
        }
        assertThat(echoed(new byte[10])).hasSize(10);
    }

    @Test
    void refusesConnectionsByDraw() {
        proxy.weather(BadWeather.of(1, 1, 100));

        assertThatThrownBy(() -> saidAndHeard(new byte[1])).isInstanceOf(SocketException.class);
        assertThat(proxy.met()).containsEntry(Mishap.REFUSED, 1L);
    }

    @Test
    void aShutDoorRefusesNewConnectionsAndKeepsOpenOnes() throws IOException {
        try (var open = socket(proxy)) {
            open.getOutputStream().write(1);
            assertThat(open.getInputStream().read()).isEqualTo(1);

            proxy.shut();

            assertThatThrownBy(() -> saidAndHeard(new byte[1])).isInstanceOf(SocketException.class);
            open.getOutputStream().write(2);
            assertThat(open.getInputStream().read()).isEqualTo(2);
        }
        proxy.open();
        assertThat(echoed(new byte[10])).hasSize(10);
    }

    @Test
    void badWeatherMeetsOpenConnectionsToo() throws IOException {
        try (var socket = socket(proxy)) {
            socket.getOutputStream().write(1);
            assertThat(socket.getInputStream().read()).isEqualTo(1);

            proxy.weather(BadWeather.of(1, 1, 0, Mishap.RESET));
            socket.getOutputStream().write(new byte[10]);

            assertThatThrownBy(() -> socket.getInputStream().readNBytes(10)).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void cutsEveryConnection() throws IOException {
        try (var socket = socket(proxy)) {
            socket.getOutputStream().write(1);
            assertThat(socket.getInputStream().read()).isEqualTo(1);

            proxy.cut();

            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketException.class);
        }
    }

    // One thread only: a reset is told once, to whoever uses the socket first.
    private void saidAndHeard(byte[] bytes) throws IOException {
        try (var socket = socket(proxy)) {
            socket.getOutputStream().write(bytes);
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        }
    }

    private byte[] echoed(byte[] bytes) throws IOException {
        return echoed(proxy, bytes);
    }

    private static byte[] echoed(Proxy through, byte[] bytes) throws IOException {
        try (var socket = socket(through)) {
            Thread.ofVirtual().start(() -> {
                try {
                    socket.getOutputStream().write(bytes);
                    socket.shutdownOutput();
                } catch (IOException e) {
                    // The reading side tells what happened.
                }
            });
            return socket.getInputStream().readAllBytes();
        }
    }

    private static Socket socket(Proxy through) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), through.port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static byte[] bytes(int count) {
        var bytes = new byte[count];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    private static long count(byte[] bytes, byte wanted) {
        long count = 0;
        for (byte it : bytes) {
            count += it == wanted ? 1 : 0;
        }
        return count;
    }

    /** Says everything back, and remembers how its connections ended. */
    private static final class EchoServer implements AutoCloseable {

        private static final Exception ORDERLY = new IOException("ended by the other side");

        private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final BlockingQueue<Exception> ends = new LinkedBlockingQueue<>();
        private volatile long received;

        EchoServer() throws IOException {
            Thread.ofVirtual().start(this::accept);
        }

        int port() {
            return socket.getLocalPort();
        }

        long received() {
            return received;
        }

        /** Null for an orderly end. */
        Exception end() throws InterruptedException {
            var end = ends.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            assertThat(end).as("a connection that ended").isNotNull();
            return end == ORDERLY ? null : end;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }

        private void accept() {
            try {
                while (true) {
                    var client = socket.accept();
                    Thread.ofVirtual().start(() -> echo(client));
                }
            } catch (IOException e) {
                // Closed by the test.
            }
        }

        private void echo(Socket client) {
            try (client) {
                var buffer = new byte[4096];
                int read = client.getInputStream().read(buffer);
                while (read >= 0) {
                    received += read;
                    client.getOutputStream().write(buffer, 0, read);
                    read = client.getInputStream().read(buffer);
                }
                ends.add(ORDERLY);
            } catch (IOException e) {
                ends.add(e);
            }
        }
    }
}
