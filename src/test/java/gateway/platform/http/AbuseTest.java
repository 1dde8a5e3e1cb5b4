package gateway.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/** Hostile clients are cut off, and soon. */
class AbuseTest {

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final int ROUNDS_AT_ONCE = 500;

    @TempDir
    private static Path keys;

    private static final ListAppender<ILoggingEvent> LINES = new ListAppender<>();
    private static final Logger ROOT = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);

    private static EdgeServer server;

    @BeforeAll
    static void start() {
        var settings = TlsKeys.properties(keys);
        settings.add("gateway.http.plain-port=0");
        settings.add("gateway.http.request-timeout=4s");
        server = EdgeServer.start(settings.toArray(String[]::new));
        LINES.start();
        ROOT.addAppender(LINES);
    }

    @AfterAll
    static void stop() {
        server.close();
        ROOT.detachAppender(LINES);
    }

    /** A log that anybody can fill hides what matters, and costs more than the attack. */
    @AfterEach
    void writesNoLine() {
        assertThat(LINES.list).as("log").isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Attack.class)
    void cutsOff(Attack attack) throws Exception {
        int port = server.context().getBean(PlainServer.class).port();
        cutsOff(attack, new Socket("localhost", port), "");
    }

    @ParameterizedTest
    @EnumSource(Attack.class)
    void cutsOffOverTls(Attack attack) throws Exception {
        cutsOff(attack, TlsKeys.http2Socket(server.port()), " over TLS");
    }

    /** Such as one behind which many people stop waiting at the same time. */
    @Test
    void keepsAClientThatTakesBackAHundredRequests() throws Exception {
        try (var client = new RawHttp2(TlsKeys.http2Socket(server.port()))) {
            client.frames(Attack.RAPID_RESET.rounds(0, 100));
            client.headers(
                    201,
                    true,
                    ":method",
                    "GET",
                    ":scheme",
                    "https",
                    ":path",
                    "/test/orders/7",
                    ":authority",
                    "localhost");

            assertThat(client.answer(201).isOk()).isTrue();
        }
    }

    private static void cutsOff(Attack attack, Socket socket, String how) throws Exception {
        try (var client = new RawHttp2(socket)) {
            long began = System.nanoTime();
            var hangup = CompletableFuture.runAsync(client::untilHangup, Thread.ofVirtual()::start);

            flood(client, attack, hangup);

            assertThat(hangup.isDone()).as("hung up").isTrue();
            System.out.printf("%s%s cut off after %d ms%n", attack, how, (System.nanoTime() - began) / 1_000_000);
        }
    }

    private static void flood(RawHttp2 client, Attack attack, CompletableFuture<Void> hangup) {
        long until = System.nanoTime() + SOON.toNanos();
        try {
            for (int round = 0; !hangup.isDone() && System.nanoTime() < until; round += ROUNDS_AT_ONCE) {
                client.frames(attack.rounds(round, ROUNDS_AT_ONCE));
                LockSupport.parkNanos(1_000_000);
            }
            hangup.get(1, TimeUnit.SECONDS);
        } catch (IOException hungUp) {
            hangup.join();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
