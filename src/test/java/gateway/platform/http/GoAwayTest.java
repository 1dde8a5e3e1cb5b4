package gateway.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.platform.http.RawHttp2.Frame;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.netty.http.HttpProtocol;

/**
 * A node that ends, as one HTTP/2 connection sees it frame by frame: what was accepted is answered, what comes after
 * the last goodbye was not worked on and may be asked again elsewhere (RFC 9113, 6.8).
 */
class GoAwayTest {

    private static final int REFUSED_STREAM = 7;

    @TempDir
    private Path keys;

    @TempDir
    private Path otherKeys;

    @Test
    void whatWasBegunIsAnsweredAndWhatComesAfterwardsCanBeAskedElsewhere() throws Exception {
        try (var leaving = start(keys);
                var other = start(otherKeys);
                var client = new RawHttp2(new Socket("localhost", plainPort(leaving)))) {
            var controller = leaving.context().getBean(OrdersController.class);
            ask(client, 1, 4_000);
            await(controller, 1);
            var stopping = CompletableFuture.runAsync(leaving::close);

            var seen = new ArrayList<Frame>();
            // First the wish that nothing new is begun: what is on its way is still taken, and answered.
            var wish = next(client, seen, RawHttp2.GOAWAY);
            assertThat(wish.lastStream()).isEqualTo(Integer.MAX_VALUE);
            ask(client, 3, 1);
            assertThat(answer(client, seen, 3).isOk()).isTrue();

            // Then the end: the streams up to here, and none after.
            var end = next(client, seen, RawHttp2.GOAWAY);
            assertThat(end.lastStream()).isEqualTo(3);
            int worked = controller.slowOnes.get();
            ask(client, 5, 1);
            // Who honours the goodbye is served elsewhere meanwhile.
            var again = EdgeServer.exchange(
                            EdgeServer.client(HttpProtocol.H2C, plainPort(other)),
                            io.netty.handler.codec.http.HttpMethod.GET,
                            "/test/slow?millis=1",
                            null)
                    .toFuture()
                    .get(20, TimeUnit.SECONDS);
            assertThat(Objects.requireNonNull(again).status()).isEqualTo(200);

            assertThat(answer(client, seen, 1).isOk())
                    .as("in flight when the node began to end")
                    .isTrue();
            untilTheEnd(client, seen);
            assertThat(seen.stream().filter(frame -> frame.stream() == 5).map(GoAwayTest::text))
                    .as("either nothing is said of it, or that it was refused")
                    .allMatch(text -> text.equals("refused"));
            assertThat(controller.slowOnes.get()).isLessThanOrEqualTo(worked);
            stopping.get(30, TimeUnit.SECONDS);
        }
    }

    /** No load balancer is waited for: the first word is the last one. */
    @Test
    void withoutAPauseItIsSaidAtOnceWhichStreamsAreWorkedOn() throws Exception {
        try (var leaving = start(keys, "0s");
                var client = new RawHttp2(new Socket("localhost", plainPort(leaving)))) {
            ask(client, 1, 2_000);
            await(leaving.context().getBean(OrdersController.class), 1);
            var stopping = CompletableFuture.runAsync(leaving::close);

            var seen = new ArrayList<Frame>();
            assertThat(next(client, seen, RawHttp2.GOAWAY).lastStream()).isEqualTo(1);

            assertThat(answer(client, seen, 1).isOk()).isTrue();
            stopping.get(30, TimeUnit.SECONDS);
        }
    }

    private static EdgeServer start(Path keys) {
        return start(keys, "2s");
    }

    private static EdgeServer start(Path keys, String pause) {
        var settings = TlsKeys.properties(keys);
        settings.addAll(List.of("gateway.http.plain-port=0", "gateway.http.drain-pause=" + pause));
        return EdgeServer.start(settings.toArray(String[]::new));
    }

    private static int plainPort(EdgeServer server) {
        return server.context().getBean(PlainServer.class).port();
    }

    private static void ask(RawHttp2 client, int stream, int millis) throws IOException {
        client.headers(
                stream,
                true,
                ":method",
                "GET",
                ":scheme",
                "http",
                ":authority",
                "localhost",
                ":path",
                "/test/slow?millis=" + millis);
    }

    private static void await(OrdersController controller, int requests) {
        while (controller.slowOnes.get() < requests) {
            Thread.onSpinWait();
        }
    }

    private static Frame next(RawHttp2 client, List<Frame> seen, int type) throws IOException {
        var frame = client.read();
        seen.add(frame);
        while (frame.type() != type) {
            frame = client.read();
            seen.add(frame);
        }
        return frame;
    }

    /** Of the frames that came, or come, the first headers of the stream. */
    private static Frame answer(RawHttp2 client, List<Frame> seen, int stream) throws IOException {
        var known = seen.stream()
                .filter(frame -> frame.stream() == stream && frame.type() == RawHttp2.HEADERS)
                .findFirst();
        if (known.isPresent()) {
            return known.get();
        }
        var frame = next(client, seen, RawHttp2.HEADERS);
        while (frame.stream() != stream) {
            frame = next(client, seen, RawHttp2.HEADERS);
        }
        return frame;
    }

    private static void untilTheEnd(RawHttp2 client, List<Frame> seen) throws IOException {
        try {
            while (true) {
                seen.add(client.read());
            }
        } catch (EOFException | SocketException hangup) {
            assertThat(seen).isNotEmpty();
        }
    }

    private static String text(Frame frame) {
        return frame.type() == RawHttp2.RST_STREAM && frame.code() == REFUSED_STREAM
                ? "refused"
                : "type " + frame.type();
    }
}
