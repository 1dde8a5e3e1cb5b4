package gateway.platform.http;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that hold a connection without using it lose it. All at once, each on a connection of its own. */
class SlowClientTest {

    // A busy machine is given more than the five seconds that docs/reliability.md shows.
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration SOON = Duration.ofSeconds(8);
    // Who takes an answer bit by bit has six times as long.
    private static final Duration NOT_SO_SOON = Duration.ofSeconds(16);
    private static final Duration NOW_AND_THEN = Duration.ofMillis(300);

    @TempDir
    private static Path keys;

    private static EdgeServer server;

    @BeforeAll
    static void start() {
        var settings = TlsKeys.properties(keys);
        settings.add("gateway.http.plain-port=0");
        settings.add("gateway.http.request-timeout=" + PATIENCE.toMillis() + "ms");
        server = EdgeServer.start(settings.toArray(String[]::new));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void loseTheirConnectionSoon() {
        int plain = server.context().getBean(PlainServer.class).port();
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var held = Arrays.stream(SlowClient.values())
                    .collect(toMap(
                            Function.identity(),
                            client -> CompletableFuture.supplyAsync(() -> held(client, plain), people)));
            var tls = CompletableFuture.supplyAsync(() -> held(SlowClient.SAYS_NOTHING, server.port()), people);

            var times = new TreeMap<String, Duration>(Map.of("SAYS_NOTHING over TLS", tls.join()));
            held.forEach((client, time) -> times.put(client.name(), time.join()));

            System.out.println("Held for, with a patience of " + PATIENCE.toSeconds() + " s: " + times);
            assertThat(times)
                    .allSatisfy((client, time) -> assertThat(time)
                            .as(client)
                            .isLessThan(client.equals(SlowClient.GRANTS_BYTES.name()) ? NOT_SO_SOON : SOON));
            assertThat(cutOff("deaf")).as("who took no answer").isEqualTo(3);
            // None of them says anything fast.
            assertThat(cutOff("flood")).isZero();
        }
    }

    /** Each request is over before the next look: nothing that comes in between was sent for none. */
    @Test
    void whoAsksNowAndThenIsKept() throws IOException {
        try (var client = new RawHttp2(TlsKeys.http2Socket(server.port()))) {
            long until = System.nanoTime() + 4 * PATIENCE.toNanos();
            for (int stream = 1; System.nanoTime() < until; stream += 2) {
                client.headers(
                        stream,
                        false,
                        ":method",
                        "POST",
                        ":scheme",
                        "https",
                        ":path",
                        "/test/echo",
                        ":authority",
                        "localhost",
                        "content-type",
                        "application/json");
                client.frame(RawHttp2.DATA, RawHttp2.END_STREAM, stream, (byte) '"', (byte) '"');

                assertThat(client.answer(stream).type()).isEqualTo(RawHttp2.HEADERS);
                LockSupport.parkNanos(PATIENCE.toNanos() / 5);
            }
        }
    }

    private static double cutOff(String why) {
        return server
                .context()
                .getBean(MeterRegistry.class)
                .get("oqim_http_cut_off")
                .tag("why", why)
                .counters()
                .stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private static Duration held(SlowClient client, int port) {
        long began = System.nanoTime();
        try (var socket = new Socket()) {
            socket.setReceiveBufferSize(4096);
            socket.connect(new InetSocketAddress("localhost", port));
            socket.setSoTimeout((int) NOW_AND_THEN.toMillis());
            client.begin(socket.getOutputStream());
            for (int time = 0;
                    goesOn(client, socket) && System.nanoTime() - began < 2 * NOT_SO_SOON.toNanos();
                    time++) {
                client.add(socket.getOutputStream(), time);
            }
        } catch (IOException hungUp) {
            return Duration.ofNanos(System.nanoTime() - began);
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private static boolean goesOn(SlowClient client, Socket socket) throws IOException {
        if (client == SlowClient.READS_NOTHING) {
            // Only the bytes that came tell, and they must not be read before it is over.
            LockSupport.parkNanos(2 * PATIENCE.toNanos());
            assertThat(socket.getInputStream().skip(SlowClient.LARGE)).isLessThan(SlowClient.LARGE);
            throw new IOException("hung up while nothing was read");
        }
        // What comes is no reason to go on sooner: a byte granted for each byte taken is a flood, and ends as one.
        long until = System.nanoTime() + NOW_AND_THEN.toNanos();
        while (System.nanoTime() < until) {
            if (ended(socket)) {
                return false;
            }
        }
        return true;
    }

    private static boolean ended(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read(new byte[65_536]) < 0;
        } catch (SocketTimeoutException silence) {
            return false;
        }
    }
}
