package gateway.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Hostile clients are cut off, and soon. */
class AbuseTest {

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final int ROUNDS_AT_ONCE = 500;

    private static EdgeServer server;

    @BeforeAll
    static void start() {
        server = EdgeServer.start("gateway.http.plain-port=0", "gateway.http.request-timeout=4s");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource(Attack.class)
    void cutsOff(Attack attack) throws Exception {
        try (var client = new RawHttp2(new Socket(
                "localhost", server.context().getBean(PlainServer.class).port()))) {
            long began = System.nanoTime();
            var hangup = CompletableFuture.runAsync(client::untilHangup, Thread.ofVirtual()::start);

            flood(client, attack, hangup);

            assertThat(hangup.isDone()).as("hung up").isTrue();
            System.out.printf("%s cut off after %d ms%n", attack, (System.nanoTime() - began) / 1_000_000);
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
