package gateway.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.HttpMethod;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import reactor.netty.http.HttpProtocol;

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
