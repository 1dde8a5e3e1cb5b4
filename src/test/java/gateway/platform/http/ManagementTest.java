package gateway.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.HttpMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import reactor.netty.http.HttpProtocol;
import tools.jackson.databind.json.JsonMapper;

/** The management port: probes and metrics, and nothing a thief could use. */
class ManagementTest {

    private static EdgeServer server;

    @BeforeAll
    static void start() {
        server = EdgeServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void showsRequestsByRoute() {
        server.get("/test/orders/7?limit=3");
        server.get("/test/orders/8");
        server.get("/secret-8600123456789012");

        var metrics = management("/actuator/prometheus").text();

        assertThat(metrics)
                .contains("http_server_requests_seconds_count{app=\"oqim\",method=\"GET\",status=\"200\","
                        + "uri=\"/test/orders/{number}\"} 2")
                .contains("http_server_requests_seconds_bucket{", "uri=\"/**\"", "jvm_memory_used_bytes{app=\"oqim\"")
                .doesNotContain("8600123456789012", "/test/orders/7", "limit=3");
    }

    @Test
    void tellsLivenessFromReadiness() {
        AvailabilityChangeEvent.publish(server.context(), ReadinessState.REFUSING_TRAFFIC);

        var alive = management("/actuator/health/liveness");
        assertThat(alive.status()).isEqualTo(200);
        assertThat(alive.text()).contains("\"loops\":").doesNotContain("\"db\":");
        assertThat(management("/actuator/health/readiness").status()).isEqualTo(503);

        AvailabilityChangeEvent.publish(server.context(), ReadinessState.ACCEPTING_TRAFFIC);
        var ready = management("/actuator/health/readiness");
        assertThat(ready.status()).isEqualTo(200);
        assertThat(ready.text()).contains("\"db\":", "\"readinessState\":").doesNotContain("\"redis\":");
    }

    /** What the image asks itself goes by the status: a component may be UP in a node that is DOWN. */
    @Test
    void theImageHearsThatItIsDead() throws Exception {
        assertThat(imageCheck()).isZero();

        AvailabilityChangeEvent.publish(server.context(), LivenessState.BROKEN);
        assertThat(imageCheck()).isPositive();
        assertThat(management("/actuator/health/liveness").text()).contains("\"loops\":{\"status\":\"UP\"}");

        AvailabilityChangeEvent.publish(server.context(), LivenessState.CORRECT);
        assertThat(imageCheck()).isZero();
    }

    /** The Dockerfile's own words, asked of the server that runs here. */
    private static int imageCheck() throws IOException, InterruptedException {
        var command = Files.readAllLines(Path.of("Dockerfile")).stream()
                .map(String::strip)
                .filter(line -> line.startsWith("CMD [") && line.contains("/liveness"))
                .reduce((_, _) -> {
                    throw new AssertionError("two such checks");
                })
                .orElseThrow()
                .replace("127.0.0.1/9090", "127.0.0.1/" + server.managementPort());
        List<String> words = JsonMapper.shared().readerForListOf(String.class).readValue(command.substring(4));
        var asking = new ProcessBuilder(words).redirectErrorStream(true).start();
        assertThat(asking.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return asking.exitValue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"env", "heapdump", "threaddump", "beans", "loggers", "configprops", "shutdown", "mappings"})
    void keepsTheInsidesInside(String endpoint) {
        assertThat(management("/actuator/" + endpoint).status()).isEqualTo(404);
    }

    @Test
    void staysOffThePublicPort() {
        assertThat(server.get("/actuator/health").status()).isEqualTo(404);
    }

    private static EdgeServer.Answer management(String path) {
        return EdgeServer.send(
                EdgeServer.client(HttpProtocol.HTTP11, server.managementPort()), HttpMethod.GET, path, null);
    }
}
