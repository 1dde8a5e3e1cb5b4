package gateway.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.platform.http.RawHttp2.Frame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that do not say what they want, over both ports, frame by frame. */
class RefuseHalfRequestsTest {

    private static final String PATH = "/test/slow?millis=0";

    @TempDir
    private static Path keys;

    private static EdgeServer server;

    @BeforeAll
    static void start() {
        var settings = TlsKeys.properties(keys);
        settings.add("gateway.http.plain-port=0");
        server = EdgeServer.start(settings.toArray(String[]::new));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<Arguments> halfRequests() {
        return Stream.of("http", "https").flatMap(RefuseHalfRequestsTest::halfRequests);
    }

    private static Stream<Arguments> halfRequests(String scheme) {
        return Map.of(
                        "no method", new String[] {":scheme", scheme, ":path", PATH},
                        "no scheme", new String[] {":method", "GET", ":path", PATH},
                        "no path", new String[] {":method", "GET", ":scheme", scheme},
                        "nothing but the host", new String[] {":authority", "localhost"},
                        "a tunnel", new String[] {":method", "CONNECT", ":authority", "localhost:443"})
                .entrySet()
                .stream()
                .map(half -> Arguments.of(scheme, half.getKey(), half.getValue()));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("halfRequests")
    void resetsTheStreamOfAHalfRequestAndServesTheNext(String scheme, String what, String[] fields) throws Exception {
        var reached = orders().slowOnes.get();
        try (var client = connect(scheme)) {
            client.headers(1, false, fields);
            client.data(1, "{}");
            var refused = client.answer(1);
            client.headers(3, true, fields);
            var refusedToo = client.answer(3);
            assertThat(orders().slowOnes).hasValue(reached);
            client.headers(5, true, ":method", "GET", ":scheme", scheme, ":path", PATH);

            assertReset(refused);
            assertReset(refusedToo);
            assertThat(client.answer(5).isOk()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"http", "https"})
    void takesTrailersThatSayNothingOfTheKind(String scheme) throws Exception {
        try (var client = connect(scheme)) {
            client.headers(
                    1,
                    false,
                    ":method",
                    "POST",
                    ":scheme",
                    scheme,
                    ":path",
                    "/test/orders/7/cancel",
                    "content-type",
                    "application/json",
                    "idempotency-key",
                    "key-12345678");
            client.data(1, "{}");
            client.headers(1, true, "checksum", "17");

            assertThat(client.answer(1).isOk()).isTrue();
        }
    }

    private static void assertReset(Frame frame) {
        assertThat(frame.type()).isEqualTo(RawHttp2.RST_STREAM);
        assertThat(frame.code()).isEqualTo((int) Http2Error.PROTOCOL_ERROR.code());
    }

    private static OrdersController orders() {
        return server.context().getBean(OrdersController.class);
    }

    private static RawHttp2 connect(String scheme) throws Exception {
        var plain = server.context().getBean(PlainServer.class).port();
        return new RawHttp2("https".equals(scheme) ? overTls() : new Socket("localhost", plain));
    }

    private static Socket overTls() throws Exception {
        var trusting = SSLContext.getInstance("TLS");
        trusting.init(null, InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), null);
        var socket = (SSLSocket) trusting.getSocketFactory().createSocket("localhost", server.port());
        var parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }
}
