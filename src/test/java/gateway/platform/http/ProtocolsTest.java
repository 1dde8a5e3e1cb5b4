package gateway.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.codec.http.HttpMethod;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.netty.http.HttpProtocol;

/** What is really spoken on each port, as clients negotiate it. */
class ProtocolsTest {

    @TempDir
    private static Path keys;

    private static EdgeServer server;

    @BeforeAll
    static void start() {
        var settings = TlsKeys.properties(keys);
        settings.add("gateway.http.plain-port=0");
        settings.add("gateway.http.idle-timeout=1s");
        settings.add("gateway.http.request-timeout=4s");
        server = EdgeServer.start(settings.toArray(String[]::new));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void speaksHttp2OverTls() {
        var answer = EdgeServer.send(server.client(HttpProtocol.H2), HttpMethod.GET, "/test/orders/7", null);

        assertThat(answer.protocol()).isEqualTo("HTTP/2.0");
        assertThat(answer.json()).containsEntry("number", 7);
    }

    @Test
    void speaksHttp11OverTlsToThoseWhoKnowNothingNewer() {
        var answer = EdgeServer.send(EdgeServer.http11OverTls(server.port()), HttpMethod.GET, "/test/orders/7", null);

        assertThat(answer.protocol()).isEqualTo("HTTP/1.1");
        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void speaksHttp2WithPriorKnowledgeOnThePlainPort() {
        var answer = plain(HttpProtocol.H2C);

        assertThat(answer.protocol()).isEqualTo("HTTP/2.0");
        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void speaksHttp11OnThePlainPort() {
        var answer = plain(HttpProtocol.HTTP11);

        assertThat(answer.protocol()).isEqualTo("HTTP/1.1");
        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void upgradesToHttp2OnThePlainPortWithTheFirstBody() throws Exception {
        // The JDK's client asks for h2c by upgrade.
        var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + plainPort() + "/test/orders/7/cancel"))
                .header("Idempotency-Key", "key-12345678")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();

        var answer = client.send(request, BodyHandlers.ofString());

        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void shakesHandsWithCurrentTls(String version) throws Exception {
        assertThat(handshake(version)).isEqualTo(version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1", "TLSv1.1"})
    void refusesOldTls(String version) {
        assertThatThrownBy(() -> handshake(version)).isInstanceOf(SSLHandshakeException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GET /test/orders/7 HTTP/1.1\r\nHost: localhost\r\n",
                "POST /test/orders HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Content-Length: 100\r\n\r\n{"
            })
    void hangsUpOnWhoeverNeverFinishesAsking(String beginning) throws Exception {
        try (var socket = new Socket("localhost", plainPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));

            assertThat(drain(socket.getInputStream())).doesNotContain("200 OK");
        }
    }

    /** Reads until the other side closes; fails with a time-out when it does not. */
    private static String drain(InputStream input) throws Exception {
        return new String(input.readAllBytes(), StandardCharsets.US_ASCII);
    }

    private static EdgeServer.Answer plain(HttpProtocol protocol) {
        return EdgeServer.send(EdgeServer.client(protocol, plainPort()), HttpMethod.GET, "/test/orders/7", null);
    }

    private static int plainPort() {
        return server.context().getBean(PlainServer.class).port();
    }

    private static String handshake(String version) throws Exception {
        var trusting = SSLContext.getInstance("TLS");
        trusting.init(null, new TrustManager[] {new TrustEverybody()}, null);
        try (var socket = (SSLSocket) trusting.getSocketFactory().createSocket("localhost", server.port())) {
            socket.setEnabledProtocols(new String[] {version});
            socket.startHandshake();
            return socket.getSession().getProtocol();
        }
    }

    /** The certificate is not what is tested here. */
    private static final class TrustEverybody extends javax.net.ssl.X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(java.security.cert.X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(java.security.cert.X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(
                java.security.cert.X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {}

        @Override
        public void checkServerTrusted(
                java.security.cert.X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {}

        @Override
        public void checkClientTrusted(java.security.cert.X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(java.security.cert.X509Certificate[] chain, String type) {}

        @Override
        public java.security.cert.X509Certificate[] getAcceptedIssuers() {
            return new java.security.cert.X509Certificate[0];
        }
    }
}
