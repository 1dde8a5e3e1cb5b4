package gateway.processors;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.processors.HttpLine.Delivery;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** Over TLS a request leaves us only when the peer is who its address says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpLineTlsTest {

    private static final String TRUST = "javax.net.ssl.trustStore";
    private static final String TRUST_PASSWORD = "javax.net.ssl.trustStorePassword";
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final AtomicInteger heard = new AtomicInteger();
    private Path store;
    private DisposableServer server;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException, GeneralSecurityException, InterruptedException {
        store = folder.resolve("peer.p12");
        make(store);
        var keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD);
        var context = SslContextBuilder.forServer(factory).build();
        server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .secure(spec -> spec.sslContext(context))
                .handle((_, response) -> {
                    heard.incrementAndGet();
                    return response.sendString(Mono.just("fine")).then();
                })
                .bindNow();
    }

    @AfterAll
    void stop() {
        trustTheUsual();
        server.disposeNow();
    }

    @Test
    void asksWhomItKnows() {
        trust(store);

        assertThat(ask("localhost")).isInstanceOf(Delivery.Answered.class);
    }

    @Test
    void sendsNothingToWhomItDoesNotKnow() {
        trustTheUsual();
        int before = heard.get();

        assertThat(ask("localhost")).isInstanceOf(Delivery.NotSent.class);
        assertThat(heard).hasValue(before);
    }

    @Test
    void sendsNothingToWhoeverHasAnothersCertificate() {
        trust(store);
        int before = heard.get();

        assertThat(ask("127.0.0.1")).isInstanceOf(Delivery.NotSent.class);
        assertThat(heard).hasValue(before);
    }

    private static void trust(Path store) {
        System.setProperty(TRUST, store.toString());
        System.setProperty(TRUST_PASSWORD, new String(PASSWORD));
    }

    private static void trustTheUsual() {
        System.clearProperty(TRUST);
        System.clearProperty(TRUST_PASSWORD);
    }

    private Delivery ask(String host) {
        try (var line = new HttpLine("test", URI.create("https://" + host + ":" + server.port()), HttpTerms.usual())) {
            var request = new HttpLine.Request(HttpMethod.GET, "/", Map.of(), new byte[0]);
            return Objects.requireNonNull(line.send(request, PATIENCE).block(PATIENCE));
        }
    }

    private static void make(Path store) throws IOException, InterruptedException {
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var made = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "peer",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .start();
        made.getInputStream().readAllBytes();
        assertThat(made.waitFor()).isZero();
    }
}
