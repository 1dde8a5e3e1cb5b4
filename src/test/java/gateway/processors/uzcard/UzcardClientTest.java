package gateway.processors.uzcard;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.processors.JsonRpc.Reply;
import gateway.processors.uzcard.UzcardMessage.FindByExt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

/** The wire against a peer that says whatever a test wants, over a real socket. */
class UzcardClientTest {

    private static final Duration TIMEOUT = Duration.ofMillis(1500);

    private Peer peer;
    private UzcardClient client;

    @BeforeEach
    void start() throws IOException {
        peer = new Peer();
        client = new UzcardClient(Svgate.settings(peer.port(), TIMEOUT));
    }

    @AfterEach
    void stop() throws IOException, InterruptedException {
        client.close();
        peer.close();
    }

    @Test
    void readsAResult() {
        peer.says = ok("{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":{}}");

        assertThat(ask()).isInstanceOf(Reply.Answered.class);
        assertThat(peer.heard).contains("Basic b3FpbTpzYW5kYm94", "\"method\":\"trans.ext\"", "{\"extId\":\"e1\"}");
    }

    @Test
    void readsAnError() {
        peer.says = ok("{\"jsonrpc\":\"2.0\",\"id\":$id,\"error\":{\"code\":-240,\"message\":\"8600490000000000\"}}");

        assertThat(ask()).isEqualTo(new Reply.Failed(-240));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>Bad gateway</html>",
                "null",
                "[]",
                "{}",
                "{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":{\"amo",
                "{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":{}} {}",
                "{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":{},\"result\":{\"a\":1}}",
                "{\"jsonrpc\":\"2.0\",\"id\":999999,\"result\":{}}",
                "{\"jsonrpc\":\"2.0\",\"id\":\"$id\",\"result\":{}}",
                "{\"jsonrpc\":\"2.0\",\"result\":{}}",
                "{\"jsonrpc\":\"1.0\",\"id\":$id,\"result\":{}}",
                "{\"jsonrpc\":\"2.0\",\"id\":$id}",
                "{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":null,\"error\":null}",
                "{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":{},\"error\":{\"code\":-240}}",
                "{\"jsonrpc\":\"2.0\",\"id\":$id,\"error\":{\"code\":\"-240\"}}",
                "{\"jsonrpc\":\"2.0\",\"id\":$id,\"error\":{\"code\":-99999999999}}",
                "{\"jsonrpc\":\"2.0\",\"id\":$id,\"error\":\"-240\"}"
            })
    void whatCannotBeReadProvesNothing(String body) {
        peer.says = ok(body);

        assertThat(ask()).isInstanceOf(Reply.Unusable.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 204, 301, 400, 401, 404, 500, 502, 503})
    void onlyStatus200IsAnAnswer(int status) {
        peer.says = status(status + " X", "{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":{}}");

        assertThat(ask()).isInstanceOf(Reply.Unusable.class);
    }

    @Test
    void doesNotReadWithoutEnd() {
        peer.says = ok("{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":{\"x\":\"" + "y".repeat(20_000) + "\"}}");

        assertThat(ask()).isEqualTo(new Reply.Unusable("the answer is too long"));
    }

    @Test
    void doesNotReadWithoutBottom() {
        peer.says = ok("{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}");

        assertThat(ask()).isEqualTo(new Reply.Unusable("not JSON"));
    }

    @Test
    void anAnswerCutShortProvesNothing() {
        peer.says = id -> "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"jsonrpc\"";

        assertThat(ask()).isInstanceOf(Reply.Unusable.class);
    }

    @Test
    void aHangUpAfterTheRequestProvesNothingAndNothingIsSentAgain() {
        peer.says = id -> "";

        assertThat(ask()).isInstanceOf(Reply.Unusable.class);
        assertThat(peer.requests).hasValue(1);
    }

    @Test
    void silenceProvesNothing() {
        peer.silent = true;

        assertThat(ask()).isEqualTo(new Reply.Unusable("no answer in time"));
    }

    @Test
    void refusedConnectionsSendNothing() throws IOException, InterruptedException {
        peer.close();

        assertThat(ask()).isInstanceOf(Reply.NotSent.class);
    }

    @Test
    void aFullPoolSendsNothing() {
        peer.silent = true;

        var replies = Flux.range(0, 140)
                .flatMap(i -> client.ask(new FindByExt("e" + i)), 140)
                .collectList()
                .block(Svgate.PATIENCE);

        assertThat(replies).filteredOn(Reply.NotSent.class::isInstance).hasSizeGreaterThanOrEqualTo(12);
        assertThat(replies).filteredOn(Reply.Unusable.class::isInstance).hasSizeGreaterThanOrEqualTo(1);
        assertThat(peer.requests.get()).isLessThanOrEqualTo(64);
    }

    private Reply ask() {
        return Svgate.now(client.ask(new FindByExt("e1")));
    }

    private static UnaryOperator<String> ok(String body) {
        return status("200 OK", body);
    }

    private static UnaryOperator<String> status(String status, String body) {
        return id -> answer(status, body.replace("$id", id));
    }

    private static String answer(String status, String body) {
        return "HTTP/1.1 " + status + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    /** Reads one request per connection, answers as told and hangs up. */
    private static final class Peer {

        private static final Pattern ID = Pattern.compile("\"id\":([0-9]+)");

        private final ServerSocket server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        private final AtomicInteger requests = new AtomicInteger();
        private volatile UnaryOperator<String> says = id -> "";
        private volatile String heard = "";
        private volatile boolean silent;

        private final Thread accepting;

        Peer() throws IOException {
            accepting = Thread.ofVirtual().start(this::accept);
        }

        int port() {
            return server.getLocalPort();
        }

        /** Nobody is let in from here on: the socket stays open for as long as somebody accepts. */
        void close() throws IOException, InterruptedException {
            server.close();
            accepting.join();
        }

        private void accept() {
            try {
                while (true) {
                    var socket = server.accept();
                    Thread.ofVirtual().start(() -> serve(socket));
                }
            } catch (IOException e) {
                assertThat(server.isClosed()).isTrue();
            }
        }

        private void serve(Socket socket) {
            try (socket) {
                var request = new StringBuilder();
                var buffer = new byte[8192];
                while (!request.toString().endsWith("}}")) {
                    int read = socket.getInputStream().read(buffer);
                    if (read < 0) {
                        return;
                    }
                    request.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
                }
                requests.incrementAndGet();
                heard = request.toString();
                if (silent) {
                    socket.getInputStream().read();
                }
                var id = ID.matcher(heard).results().findFirst().orElseThrow().group(1);
                socket.getOutputStream().write(says.apply(id).getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
