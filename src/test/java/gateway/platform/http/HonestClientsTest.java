package gateway.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.HttpMethod;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** Honest clients hardly notice that hostile ones are there, all over TLS. */
class HonestClientsTest {

    private static final int ABUSERS = 2;
    private static final int ROUNDS = 2;
    private static final int ROUNDS_AT_ONCE = 500;
    private static final Duration WINDOW = Duration.ofSeconds(2);
    private static final Duration EVERY = Duration.ofMillis(10);
    private static final Duration PAUSE = Duration.ofMillis(50);

    /**
     * Attackers, server and clients share a test's few cores, and an attacker may have as many requests worked on as
     * anybody; less than this says nothing about the server.
     */
    private static final long NOISE_NANOS = 300_000_000;

    @TempDir
    private static Path keys;

    /** How long requests took, and how many attackers were cut off meanwhile. */
    private record Seen(List<Long> nanos, int cut) {

        long p99() {
            return nanos.stream()
                    .sorted()
                    .skip(nanos.size() * 99L / 100)
                    .findFirst()
                    .orElseThrow();
        }

        Seen and(Seen more) {
            var all = new ArrayList<>(nanos);
            all.addAll(more.nanos);
            return new Seen(all, cut + more.cut);
        }

        @Override
        public String toString() {
            return "p99 %.1f ms of %d, %d cut".formatted(p99() / 1e6, nanos.size(), cut);
        }
    }

    /** A measurement: on a machine that others use it says more about them. {@code -Doqim.measure=true} asks for it. */
    @Test
    @EnabledIfSystemProperty(named = "oqim.measure", matches = "true")
    void hardlyNoticeAbuse() {
        var alone = new Seen(List.of(), 0);
        var abused = new Seen(List.of(), 0);
        try (var server = server()) {
            during(server, ABUSERS);
            for (int round = 0; round < ROUNDS; round++) {
                alone = alone.and(during(server, 0));
                abused = abused.and(during(server, ABUSERS));
            }
        }
        Seen unwatched;
        try (var server = server("test.look-away=true")) {
            during(server, 0);
            unwatched = during(server, ABUSERS);
        }

        System.out.printf("Honest clients alone: %s; abused: %s; and unwatched: %s%n", alone, abused, unwatched);
        assertThat(abused.p99()).isLessThan(Math.max(alone.p99() * 3 / 2, alone.p99() + NOISE_NANOS));
        assertThat(abused.cut()).as("attackers cut off").isGreaterThan(4 * ROUNDS * ABUSERS);
        // Most attacks go on for as long as they like where nobody watches.
        assertThat(unwatched.cut()).isLessThan(abused.cut() / ROUNDS);
    }

    private static EdgeServer server(String... more) {
        var settings = TlsKeys.properties(keys);
        settings.addAll(List.of(more));
        return EdgeServer.start(settings.toArray(String[]::new));
    }

    private static Seen during(EdgeServer server, int abusers) {
        var over = new AtomicBoolean();
        var cut = new AtomicInteger();
        var pool = ConnectionProvider.builder("honest").maxConnections(4).build();
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int abuser = 0; abuser < abusers; abuser++) {
                attack(people, server.port(), abuser, over, cut);
            }
            var nanos = ask(EdgeServer.pooled(HttpProtocol.H2, server.port(), pool));
            over.set(true);
            return new Seen(nanos, cut.get());
        } finally {
            pool.dispose();
        }
    }

    /** At fixed times, whatever became of those before; counted from when it was time to ask. */
    private static List<Long> ask(HttpClient client) {
        var asked = new ArrayList<CompletableFuture<Long>>();
        long began = System.nanoTime();
        for (long at = 0; at < WINDOW.toNanos(); at += EVERY.toNanos()) {
            LockSupport.parkNanos(began + at - System.nanoTime());
            long due = began + at;
            asked.add(EdgeServer.exchange(client, HttpMethod.GET, "/test/orders/7", null)
                    .map(answer -> System.nanoTime() - due)
                    .toFuture());
        }
        return asked.stream().map(CompletableFuture::join).toList();
    }

    /** One attack after the other, each until it is cut off. */
    private static void attack(ExecutorService people, int port, int first, AtomicBoolean over, AtomicInteger cut) {
        people.execute(() -> {
            var attacks = Arrays.asList(Attack.values());
            for (int at = first; !over.get(); at++) {
                if (flood(port, attacks.get(at * 3 % attacks.size()), over)) {
                    cut.incrementAndGet();
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        });
    }

    private static boolean flood(int port, Attack attack, AtomicBoolean over) {
        try (var client = new RawHttp2(TlsKeys.http2Socket(port))) {
            var hangup = CompletableFuture.runAsync(client::untilHangup, Thread.ofVirtual()::start);
            for (int round = 0; !over.get() && !hangup.isDone(); round += ROUNDS_AT_ONCE) {
                client.frames(attack.rounds(round, ROUNDS_AT_ONCE));
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
            return hangup.isDone();
        } catch (IOException hungUp) {
            return !over.get();
        }
    }
}
