package gateway.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The shape, the language and the discretion of every problem. */
@ExtendWith(OutputCaptureExtension.class)
class ProblemHandlerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static EdgeServer server;

    @BeforeAll
    static void start() {
        server = EdgeServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            uz                      | uz | Bu yerda hech narsa yo‘q
            uz-Latn-UZ              | uz | Bu yerda hech narsa yo‘q
            ru-RU,ru;q=0.9,en;q=0.8 | ru | Здесь ничего нет
            de,ru;q=0.5             | ru | Здесь ничего нет
            en-US                   | en | There is nothing here
            de                      | en | There is nothing here
            uz;q=0,en               | en | There is nothing here
            ;;;                     | en | There is nothing here
            """)
    void speaksTheClientsLanguage(String accepted, String language, String title) {
        var answer = server.get("/nowhere", "accept-language", accepted);

        assertThat(answer.json()).containsEntry("title", title);
        assertThat(answer.header("content-language")).isEqualTo(language);
        assertThat(answer.header("vary")).contains("Accept-Language");
    }

    @Test
    void keepsWhatNobodyForesawToItself(CapturedOutput output) {
        var answer = server.get("/test/boom");

        var problem = answer.json();
        assertThat(answer.status()).isEqualTo(500);
        assertThat(problem).containsEntry("type", "/problems/internal").containsEntry("instance", "/test/boom");
        assertThat(answer.text()).doesNotContain("4111", "IllegalState", "OrdersController");
        assertThat(answer.header("traceparent")).contains(String.valueOf(problem.get("traceId")));
        awaitLine(output, "A request failed in a way nobody foresaw");
        assertThat(output.getAll().split("nobody foresaw", -1)).hasSize(2);
    }

    /** A phone in a lift is no fault of ours, and nobody is woken for it. */
    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 100\r\n\r\n{", "Transfer-Encoding: chunked\r\n\r\n5\r\n{"})
    void whoHangsUpInTheMiddleOfTheirRequestHasBrokenItOff(String rest, CapturedOutput output) throws IOException {
        var before = brokenOff();
        try (var line = new Socket("localhost", server.port())) {
            line.setSoLinger(true, 0);
            line.getOutputStream()
                    .write(("POST /test/orders HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n" + rest)
                            .getBytes(StandardCharsets.US_ASCII));
            await().atMost(PATIENCE).until(() -> inProgress() == 1);
        }

        await().atMost(PATIENCE).until(() -> brokenOff() == before + 1);
        assertThat(output.getAll()).doesNotContain("nobody foresaw");
    }

    private static double inProgress() {
        return server.context()
                .getBean(MeterRegistry.class)
                .get("oqim_http_in_progress")
                .gauge()
                .value();
    }

    private static long brokenOff() {
        return server
                .context()
                .getBean(MeterRegistry.class)
                .find("http.server.requests")
                .tags("uri", "/test/orders", "status", "408")
                .timers()
                .stream()
                .mapToLong(Timer::count)
                .sum();
    }

    @Test
    void saysWhenToComeBack() {
        var answer = server.get("/test/busy");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("retry-after")).isEqualTo("3");
        assertThat(answer.json()).containsEntry("retryAfter", 3).containsEntry("type", "/problems/overloaded");
    }

    @Test
    void rendersWhatAFilterRefuses() {
        var answer = server.get("/test/orders/7", "x-refuse", "yes");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.type()).isEqualTo("request-in-progress");
        assertThat(answer.header("retry-after")).isEqualTo("1");
        assertThat(answer.header("cache-control")).isEqualTo("no-store");
    }

    @Test
    void continuesTheCallersTrace() {
        var trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        var answer = server.get("/nowhere", "traceparent", "00-" + trace + "-00f067aa0ba902b7-01");

        assertThat(answer.json()).containsEntry("traceId", trace);
        assertThat(answer.header("traceparent"))
                .matches("00-" + trace + "-[0-9a-f]{16}-01")
                .doesNotContain("00f067aa");
    }

    @ParameterizedTest
    @CsvSource({
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "nonsense"
    })
    void startsATraceOfItsOwnWhenTheCallersIsUnusable(String header) {
        var answer = server.get("/nowhere", "traceparent", header);

        assertThat(answer.header("traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00");
        assertThat(answer.header("traceparent")).doesNotContainIgnoringCase("4bf92f3577b34da6");
    }

    @Test
    void explainsEveryProblemUnderItsType() {
        var page = server.get("/problems/key-reused", "accept", "text/html", "accept-language", "ru");
        var json = server.get("/problems/key-reused", "accept", "application/json");
        var none = server.get("/problems/no-such-problem");

        assertThat(page.header("content-type")).startsWith("text/html");
        assertThat(page.text()).contains("Этот ключ уже использован для другого запроса", "422");
        assertThat(json.json())
                .containsEntry("type", "/problems/key-reused")
                .containsEntry("status", 422)
                .containsEntry("module", "platform")
                .containsEntry(
                        "titles",
                        Map.of(
                                "uz", "Bu kalit boshqa so‘rov uchun ishlatilgan",
                                "ru", "Этот ключ уже использован для другого запроса",
                                "en", "This key was used for another request"));
        assertThat(none.status()).isEqualTo(404);
    }

    /** The console stands behind a queue. */
    private static void awaitLine(CapturedOutput output, String text) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(output.getAll()).contains(text));
    }
}
