package gateway.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.platform.http.EdgeServer.Answer;
import io.netty.handler.codec.http.HttpMethod;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** What clients see while we shut down: an accepted request gets its answer, a new connection is refused. */
class DrainTest {

    enum Way {
        HTTP2_OVER_TLS,
        HTTP2_PLAIN,
        HTTP11_PLAIN
    }

    private static final int SETTINGS = 4;
    private static final int GOAWAY = 7;
    // The preface and an empty SETTINGS frame.
    private static final byte[] HELLO =
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);

    @TempDir
    private Path keys;

    @ParameterizedTest
    @EnumSource(Way.class)
    void answersEveryAcceptedStreamDuringShutdown(Way way) throws Exception {
        try (var server = start()) {
            var client = client(server, way);
            var asked = List.of(ask(client, 1200), ask(client, 1500), ask(client, 1800));
            awaitInFlight(server, 3);

            var stopping = CompletableFuture.runAsync(server::close);

            for (var answer : asked) {
                assertThat(Objects.requireNonNull(answer.get(10, TimeUnit.SECONDS))
                                .status())
                        .isEqualTo(200);
            }
            stopping.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void goesOnServingUntilTheLoadBalancerHasSeenThatWeAreNotReady() throws Exception {
        try (var server = start("gateway.http.drain-pause=2s")) {
            int port = server.context().getBean(PlainServer.class).port();
            var availability = server.context().getBean(ApplicationAvailability.class);
            var stopping = CompletableFuture.runAsync(server::close);
            while (availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC) {
                Thread.onSpinWait();
            }

            var late = ask(EdgeServer.client(HttpProtocol.H2C, port), 1).get(5, TimeUnit.SECONDS);

            assertThat(Objects.requireNonNull(late).status()).isEqualTo(200);
            stopping.get(15, TimeUnit.SECONDS);
            assertThat(accepts(port)).isFalse();
        }
    }

    @Test
    void asksClientsToLeaveBeforeItEnds() throws Exception {
        try (var server = start("gateway.http.drain-pause=4s");
                var socket = new Socket(
                        "localhost", server.context().getBean(PlainServer.class).port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(HELLO);
            var frames = new DataInputStream(socket.getInputStream());
            assertThat(next(frames).type()).isEqualTo(SETTINGS);

            var stopping = CompletableFuture.runAsync(server::close);
            var frame = next(frames);
            while (frame.type() != GOAWAY) {
                frame = next(frames);
            }

            // No stream is excluded: what is under way, or on its way, is answered.
            assertThat(ByteBuffer.wrap(frame.payload()).getInt()).isEqualTo(Integer.MAX_VALUE);
            // And whoever comes now is still served: it is said at the beginning of the pause.
            int port = server.context().getBean(PlainServer.class).port();
            var late = ask(EdgeServer.client(HttpProtocol.H2C, port), 1).get(5, TimeUnit.SECONDS);
            assertThat(Objects.requireNonNull(late).status()).isEqualTo(200);
            stopping.get(15, TimeUnit.SECONDS);
        }
    }

    private record Frame(int type, byte[] payload) {}

    private static Frame next(DataInputStream frames) throws IOException {
        int head = frames.readInt();
        frames.readNBytes(5);
        return new Frame(head & 0xFF, frames.readNBytes(head >>> 8));
    }

    private EdgeServer start(String... more) {
        var settings = TlsKeys.properties(keys);
        settings.add("gateway.http.plain-port=0");
        settings.addAll(List.of(more));
        return EdgeServer.start(settings.toArray(String[]::new));
    }

    private static HttpClient client(EdgeServer server, Way way) {
        int plain = server.context().getBean(PlainServer.class).port();
        var pool = ConnectionProvider.create(way.name(), 3);
        return switch (way) {
            case HTTP2_OVER_TLS -> EdgeServer.pooled(HttpProtocol.H2, server.port(), pool);
            case HTTP2_PLAIN -> EdgeServer.pooled(HttpProtocol.H2C, plain, pool);
            case HTTP11_PLAIN -> EdgeServer.pooled(HttpProtocol.HTTP11, plain, pool);
        };
    }

    private static CompletableFuture<@Nullable Answer> ask(HttpClient client, int millis) {
        return EdgeServer.exchange(client, HttpMethod.GET, "/test/slow?millis=" + millis, null)
                .toFuture();
    }

    private static void awaitInFlight(EdgeServer server, int requests) {
        var controller = server.context().getBean(OrdersController.class);
        while (controller.slowOnes.get() < requests) {
            Thread.onSpinWait();
        }
    }

    private static boolean accepts(int port) {
        try (var socket = new Socket("localhost", port)) {
            return socket.isConnected();
        } catch (java.io.IOException refused) {
            return false;
        }
    }
}
