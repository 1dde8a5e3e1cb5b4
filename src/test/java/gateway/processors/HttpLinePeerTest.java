package gateway.processors;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.processors.HttpLine.Delivery;
import gateway.processors.HttpLine.Delivery.Answered;
import gateway.processors.HttpLine.Delivery.Silent;
import io.netty.handler.codec.http.HttpMethod;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A peer that says, byte by byte, what no server would. */
class HttpLinePeerTest {

    private static final Duration WITHIN = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int REQUEST_BYTES = 4096;

    private final List<Socket> connections = new ArrayList<>();
    private ServerSocket server;
    private HttpLine line;

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        server.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
        line = new HttpLine("test", URI.create("http://127.0.0.1:" + server.getLocalPort()), HttpTerms.usual());
    }

    @AfterEach
    void stop() throws IOException {
        line.close();
        for (var connection : connections) {
            connection.close();
        }
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP/1.1 200 OK;Content-Length: 4;;fine | 200 fine",
                "HTTP/1.1 200 OK;Transfer-Encoding: chunked;;2;fi;2;ne;0;; | 200 fine",
                "HTTP/1.1 100 Continue;;HTTP/1.1 200 OK;Content-Length: 4;;fine | 200 fine",
                "HTTP/1.0 200 OK;;until the end | 200 until the end",
                "HTTP/1.1 200 OK;Content-Length: 9;;cut | Silent",
                "HTTP/1.1 200 OK;Transfer-Encoding: chunked;;2;fi; | Silent",
                "HTTP/1.1 200 OK;Transfer-Encoding: chunked;;zz;fi; | Silent",
                "nonsense;; | Silent",
                " | Silent"
            })
    void onlyAWholeAnswerIsAnAnswer(@Nullable String said, String delivered) throws IOException {
        var delivery = ask();
        say(said == null ? "" : said);

        assertThat(text(delivery.join())).isEqualTo(delivered);
    }

    @Test
    void whoSaysThatItClosesIsNotAskedAgain() throws IOException {
        var first = ask();
        send(accept(), "HTTP/1.1 200 OK;Connection: close;Content-Length: 3;;one");
        assertThat(text(first.join())).isEqualTo("200 one");

        var second = ask();
        send(accept(), "HTTP/1.1 200 OK;Content-Length: 3;;two");

        assertThat(text(second.join())).isEqualTo("200 two");
    }

    private CompletableFuture<Delivery> ask() {
        var request = new HttpLine.Request(HttpMethod.POST, "", Map.of(), "question".getBytes(StandardCharsets.UTF_8));
        return line.send(request, WITHIN).toFuture().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** Says it, a semicolon for each line's end, and hangs up. */
    private void say(String text) throws IOException {
        var connection = accept();
        send(connection, text);
        connection.close();
    }

    private Socket accept() throws IOException {
        var connection = server.accept();
        connections.add(connection);
        var heard = new String(read(connection), StandardCharsets.UTF_8);
        assertThat(heard)
                .startsWith("POST / HTTP/1.1\r\n")
                .contains("\r\nhost: 127.0.0.1:" + server.getLocalPort() + "\r\n")
                .endsWith("question");
        return connection;
    }

    private static byte[] read(Socket connection) throws IOException {
        var bytes = new byte[REQUEST_BYTES];
        int size = 0;
        while (!new String(bytes, 0, size, StandardCharsets.UTF_8).endsWith("question")) {
            size += connection.getInputStream().read(bytes, size, bytes.length - size);
        }
        return Arrays.copyOf(bytes, size);
    }

    private static void send(Socket connection, String text) throws IOException {
        connection.getOutputStream().write(text.replace(";", "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Delivery delivery) {
        return switch (delivery) {
            case Answered(int status, byte[] body) -> (status + " " + new String(body, StandardCharsets.UTF_8)).strip();
            case Silent _ -> "Silent";
            case Delivery.NotSent _ -> "NotSent";
        };
    }
}
