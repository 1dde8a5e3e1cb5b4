package gateway.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.platform.http.EdgeServer.Answer;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.handler.codec.http.HttpMethod;
import java.net.Socket;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.netty.http.HttpProtocol;
import reactor.netty.resources.ConnectionProvider;

/** A node with one place, which is taken: what the others hear, on the stream itself and through the framework. */
@Timeout(60)
class SendAwayTest {

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final byte[] MUCH = new byte[200_000];

    private static EdgeServer server;

    @BeforeAll
    static void start() {
        server = EdgeServer.start(
                "gateway.http.in-progress=1", "gateway.http.request-timeout=" + PATIENCE.toMillis() + "ms");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"uz", "ru-RU,ru;q=0.9", "en", ";;;"})
    void saysTheSameAsTheFramework(String language) {
        var trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        var fully = taken(() -> {
            var path = "/v1/payments/8600123412341234?x=1";
            var quick = ask(HttpProtocol.H2C, path, "accept-language", language, "traceparent", trace);
            var slow = ask(HttpProtocol.HTTP11, path, "accept-language", language, "traceparent", trace);
            return Map.entry(quick, slow);
        });

        var quick = fully.getKey();
        var slow = fully.getValue();
        assertThat(quick.status()).isEqualTo(503);
        assertThat(quick.json()).isEqualTo(slow.json());
        assertThat(quick.json())
                .containsEntry("instance", "/v1/payments/*")
                .containsEntry("traceId", "0af7651916cd43dd8448eb211c80319c");
        assertThat(headers(quick)).isEqualTo(headers(slow)).containsEntry("retry-after", "1");
        assertThat(quick.header("traceparent"))
                .startsWith("00-0af7651916cd43dd8448eb211c80319c-")
                .endsWith("-01");
    }

    @Test
    void isCountedAsTheFrameworkCounts() {
        double away = count("oqim_http_turned_away");
        long refused = meters().get("oqim_http_refusal").timer().count();
        long requests = unmatched();

        taken(() -> ask(HttpProtocol.H2C, "/v1/payments"));

        assertThat(count("oqim_http_turned_away")).isEqualTo(away + 1);
        assertThat(meters().get("oqim_http_refusal").timer().count()).isEqualTo(refused + 1);
        assertThat(unmatched()).isEqualTo(requests + 1);
    }

    @ParameterizedTest
    @CsvSource({"H2C, /v1/payments, 0", "H2C, /test/echo, 1", "HTTP11, /v1/payments, 1"})
    void theFrameworkSeesTheOthersOnly(HttpProtocol protocol, String path, int seen) {
        var framework = server.context().getBean(FrameworkFilter.class).came;
        taken(() -> {
            int before = framework.get();
            assertThat(ask(protocol, path).status()).isEqualTo(503);
            assertThat(framework.get() - before).isEqualTo(seen);
            return true;
        });
    }

    @Test
    void aHeadHasNoBodyAndOthersAnswersAreTheirOwn() {
        taken(() -> {
            var head = EdgeServer.send(server.client(HttpProtocol.H2C), HttpMethod.HEAD, "/v1/payments", null);
            assertThat(head.status()).isEqualTo(503);
            assertThat(head.text()).isEmpty();
            assertThat(ask(HttpProtocol.H2C, "/test/echo").status()).isEqualTo(503);
            return head;
        });
    }

    /** What is sent to whom nobody listens must neither stop the connection nor wait for ever. */
    @Test
    void theRestOfTheRequestGoesNowhere() throws Exception {
        var pool = ConnectionProvider.create("one", 1);
        var client = EdgeServer.pooled(HttpProtocol.H2C, server.port(), pool);
        try {
            taken(() -> {
                for (int i = 0; i < 5; i++) {
                    assertThat(EdgeServer.send(client, HttpMethod.POST, "/v1/payments", MUCH)
                                    .status())
                            .isEqualTo(503);
                }
                return true;
            });
            assertThat(EdgeServer.send(client, HttpMethod.GET, "/v1/payments", null)
                            .status())
                    .isEqualTo(404);
        } finally {
            pool.dispose();
        }
    }

    @Test
    void aRequestThatNeverEndsIsReset() throws Exception {
        try (var client = new RawHttp2(new Socket("localhost", server.port()))) {
            taken(() -> {
                client.headers(1, false, ":method", "POST", ":scheme", "http", ":path", "/v1/payments");
                assertThat(client.answer(1).type()).isEqualTo(RawHttp2.HEADERS);
                return true;
            });
            assertThat(client.answer(1).type()).isEqualTo(RawHttp2.RST_STREAM);
            client.headers(3, true, ":method", "GET", ":scheme", "http", ":path", "/test/slow?millis=0");
            assertThat(client.answer(3).isOk()).isTrue();
        }
    }

    @Test
    void nobodyIsSentAwayWhileThereIsRoom() {
        assertThat(ask(HttpProtocol.H2C, "/v1/payments").status()).isEqualTo(404);
    }

    private interface Asking<T> {
        T ask() throws Exception;
    }

    /** While somebody else has the only place. */
    private static <T> T taken(Asking<T> asking) {
        var holder = EdgeServer.exchange(
                        server.client(HttpProtocol.H2C), HttpMethod.GET, "/test/slow?millis=60000", null)
                .subscribe();
        try {
            awaitInProgress(1);
            return asking.ask();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            holder.dispose();
            awaitInProgress(0);
        }
    }

    private static void awaitInProgress(int many) {
        var place = meters().get("oqim_http_in_progress").gauge();
        while (place.value() != many) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static Answer ask(HttpProtocol protocol, String path, String... headers) {
        return EdgeServer.send(server.client(protocol), HttpMethod.GET, path, null, headers);
    }

    /** But for what the protocols add, and for our own part of the trace. */
    private static Map<String, String> headers(Answer answer) {
        var all = new TreeMap<String, String>();
        answer.headers().forEach((name, value) -> all.put(name.toLowerCase(Locale.ROOT), value));
        all.keySet().removeIf(name -> name.startsWith("x-http2-") || name.equals("traceparent"));
        return all;
    }

    private static double count(String name) {
        return meters().get(name).counter().count();
    }

    private static long unmatched() {
        return meters().find("http.server.requests").tag("uri", "unmatched").tag("status", "503").timers().stream()
                .mapToLong(it -> it.count())
                .sum();
    }

    private static MeterRegistry meters() {
        return server.context().getBean(MeterRegistry.class);
    }
}
