package gateway.fees.web;

import gateway.shared.ids.CustomerId;
import gateway.shared.ids.TimeOrderedIds;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Fees over real sockets; one at a time, because closing one closes the event loops that all of them share. */
final class FeeServer implements AutoCloseable {

    private static final String CUSTOMER =
            new CustomerId(new TimeOrderedIds(Clock.systemUTC(), new Random(11)).next(3)).toString();

    private final ConfigurableApplicationContext context;
    private final WebTestClient http;

    private FeeServer(ConfigurableApplicationContext context) {
        this.context = context;
        this.http = WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port"))
                .responseTimeout(Duration.ofSeconds(30))
                .build();
    }

    static FeeServer start(String... more) {
        var arguments = Stream.concat(
                        Stream.of(
                                "--server.port=0",
                                "--server.address=127.0.0.1",
                                "--management.server.port=0",
                                "--management.health.redis.enabled=false",
                                "--management.endpoint.health.validate-group-membership=false",
                                "--logging.structured.format.console=plain",
                                "--logging.level.root=warn"),
                        Stream.of(more))
                .toArray(String[]::new);
        return new FeeServer(new SpringApplication(FeeApplication.class).run(arguments));
    }

    static String question(String amount, String currency, String from, String to) {
        return "{\"amount\":{\"value\":\"%s\",\"currency\":\"%s\"},\"from\":\"%s\",\"to\":\"%s\"}"
                .formatted(amount, currency, from, to);
    }

    Answer ask(String body) {
        var result = http.post()
                .uri("/v1/fees/preview")
                .header(FeeApplication.CUSTOMER, CUSTOMER)
                .header("Content-Type", "application/json")
                .header("Accept-Language", "uz")
                .bodyValue(body.getBytes(StandardCharsets.UTF_8))
                .exchange()
                .expectBody()
                .returnResult();
        var bytes = result.getResponseBodyContent();
        return new Answer(
                result.getStatus().value(),
                result.getResponseHeaders(),
                bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        context.close();
    }

    /** What came back over the wire. */
    record Answer(int status, HttpHeaders headers, String body) {

        JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }

        String problem() {
            var type = json().path("type").asString("").replace("/problems/", "");
            return (status + " " + type + " " + json().path("field").asString("")).strip();
        }
    }
}
