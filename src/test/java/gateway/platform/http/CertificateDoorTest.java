package gateway.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.http.server.reactive.HttpHandler;
import sandbox.tls.Identity;

/** A door that asks for certificates, as somebody sees it who comes to it with one. */
class CertificateDoorTest {

    /** As HTTP/2 numbers the setting (RFC 9113, 6.5.2). */
    private static final int MAX_CONCURRENT_STREAMS = 3;

    @TempDir
    private Path folder;

    private final ReactorResourceFactory threads = new ReactorResourceFactory();
    private final List<String> refused = new CopyOnWriteArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final HttpHandler handler = (_, response) -> {
        asked.incrementAndGet();
        return response.setComplete();
    };

    @BeforeEach
    void open() {
        threads.setUseGlobalResources(false);
        threads.afterPropertiesSet();
    }

    @AfterEach
    void close() {
        threads.destroy();
    }

    /** Lets everybody in, or nobody. */
    private final class Guard implements CertificateDoor.Guard {

        private final Optional<String> refusal;

        Guard(Optional<String> refusal) {
            this.refusal = refusal;
        }

        @Override
        public Optional<String> refusal(X509Certificate shown) {
            return refusal;
        }

        @Override
        public void refused(String why) {
            refused.add(why);
        }
    }

    private static SslBundle bundle(Identity identity) {
        var details = PemSslStoreDetails.forCertificate(
                        identity.certificate().toUri().toString())
                .withPrivateKey(identity.key().toUri().toString());
        return SslBundle.of(new PemSslStoreBundle(details, null));
    }

    private CertificateDoor started(Optional<String> refusal) {
        var door = Doors.to(
                        handler,
                        Map.of("own", bundle(Identity.in(folder, "gateway"))),
                        threads,
                        new SimpleMeterRegistry())
                .door(0, "own", "/letters/", new Guard(refusal));
        door.start();
        return door;
    }

    private SSLSocket socket(int port) throws IOException {
        try {
            var context = SSLContext.getInstance("TLS");
            var own = bundle(Identity.in(folder, "client")).getManagers().getKeyManagers();
            context.init(own, InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), null);
            var socket = (SSLSocket) context.getSocketFactory().createSocket("localhost", port);
            var parameters = socket.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"h2"});
            socket.setSSLParameters(parameters);
            return socket;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int setting(RawHttp2.Frame frame, int wanted) {
        for (var at = ByteBuffer.wrap(frame.payload()); at.hasRemaining(); ) {
            int name = at.getShort();
            int value = at.getInt();
            if (name == wanted) {
                return value;
            }
        }
        return -1;
    }

    @Test
    void itHasTheLimitsOfEveryOtherServer() throws IOException {
        var door = started(Optional.empty());
        try (var client = new RawHttp2(socket(door.port()))) {
            var first = client.read();

            assertThat(first.type()).isEqualTo(RawHttp2.SETTINGS);
            assertThat(setting(first, MAX_CONCURRENT_STREAMS)).isEqualTo(256);
        } finally {
            door.stop();
        }
        assertThat(refused).isEmpty();
    }

    @Test
    void whoeverTheGuardRefusesIsGoneBeforeTheFirstFrame() {
        var door = started(Optional.of("stranger"));
        try {
            assertThatThrownBy(() -> {
                        try (var client = new RawHttp2(socket(door.port()))) {
                            client.headers(1, true, ":method", "GET", ":scheme", "https", ":path", "/letters/1");
                            client.read();
                        }
                    })
                    .isInstanceOf(IOException.class);
            await().atMost(Duration.ofSeconds(30)).until(() -> refused.equals(List.of("stranger")));
        } finally {
            door.stop();
        }
        assertThat(asked).hasValue(0);
    }
}
