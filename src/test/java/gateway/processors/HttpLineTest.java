package gateway.processors;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.processors.HttpLine.Delivery.Answered;
import gateway.processors.HttpLine.Delivery.NotSent;
import gateway.processors.HttpLine.Delivery.Silent;
import gateway.processors.HttpLine.Request;
import io.netty.handler.codec.http.HttpMethod;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** What is known about a request that did not end well, over a real socket. */
class HttpLineTest {

    private static final Duration WITHIN = Duration.ofMillis(800);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final Set<SocketAddress> connections = ConcurrentHashMap.newKeySet();
    private DisposableServer server;
    private HttpLine line;

    @BeforeEach
    void start() {
        server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle(this::answer)
                .bindNow();
        line = line(server.port());
        // The first call of a cold JVM may take longer than a test of silence should wait.
        var _ = now(line.send(request(HttpMethod.POST, "/good", "warm"), PATIENCE));
        heard.clear();
        connections.clear();
    }

    @AfterEach
    void stop() {
        line.close();
        server.disposeNow();
    }

    private static HttpLine line(int port) {
        return new HttpLine(
                "test",
                URI.create("http://127.0.0.1:" + port + "/base/"),
                new HttpTerms(
                        Duration.ofSeconds(1),
                        Duration.ofMillis(100),
                        Duration.ofSeconds(5),
                        1,
                        1,
                        Duration.ofSeconds(30),
                        DataSize.ofBytes(64)));
    }

    private Mono<Void> answer(HttpServerRequest request, HttpServerResponse response) {
        return request.receive().aggregate().asString().defaultIfEmpty("").flatMap(body -> {
            var auth = request.requestHeaders().get("X-Auth");
            connections.add(Objects.requireNonNull(request.remoteAddress()));
            heard.add(String.join(" ", request.method().name(), request.uri(), auth, body));
            return switch (request.uri()) {
                case "/base/silent" -> Mono.never();
                case "/base/long" ->
                    response.sendString(Mono.just("x".repeat(65))).then();
                case "/base/trickle" ->
                    response.sendString(Flux.interval(Duration.ofMillis(100)).map(it -> "x"))
                            .then();
                case "/base/broken" -> response.status(502).send();
                default -> response.sendString(Mono.just("fine")).then();
            };
        });
    }

    @Test
    void everyMethodArrivesOnceWithItsHeadersAndBody() {
        for (var method : List.of(HttpMethod.POST, HttpMethod.PUT)) {
            assertThat(text(send(method, "/good", "body"))).isEqualTo("200 fine");
        }
        for (var method : List.of(HttpMethod.GET, HttpMethod.DELETE)) {
            assertThat(text(send(method, "/good", ""))).isEqualTo("200 fine");
        }

        assertThat(heard)
                .containsExactly(
                        "POST /base/good secret body",
                        "PUT /base/good secret body",
                        "GET /base/good secret ",
                        "DELETE /base/good secret ");
    }

    @Test
    void anAnswerIsAnAnswerWhateverItsStatus() {
        assertThat(text(send(HttpMethod.GET, "/broken", ""))).isEqualTo("502 ");
    }

    @Test
    void whatLeftUsAndBroughtNothingIsSilence() {
        assertThat(send(HttpMethod.POST, "/silent", "x")).isInstanceOf(Silent.class);
        assertThat(send(HttpMethod.POST, "/trickle", "x")).isInstanceOf(Silent.class);
        assertThat(send(HttpMethod.POST, "/long", "x")).isInstanceOf(Silent.class);
        assertThat(heard).hasSize(3);
    }

    @Test
    void whatFindsNobodyWasNotSent() {
        server.disposeNow();
        var fresh = line(server.port());

        assertThat(now(fresh.send(request(HttpMethod.POST, "/good", "x"), WITHIN)))
                .isInstanceOf(NotSent.class);
        fresh.close();
    }

    @Test
    void whatFindsNoConnectionInTimeWasNotSent() {
        var both = now(Mono.zip(
                line.send(request(HttpMethod.POST, "/silent", "first"), WITHIN),
                line.send(request(HttpMethod.POST, "/good", "second"), WITHIN)));

        assertThat(both.getT1()).isInstanceOf(Silent.class);
        assertThat(both.getT2()).isInstanceOf(NotSent.class);
        assertThat(heard).containsExactly("POST /base/silent secret first");
    }

    @Test
    void aConnectionIsUsedAgain() {
        send(HttpMethod.POST, "/good", "one");
        send(HttpMethod.POST, "/good", "two");

        assertThat(connections).hasSize(1);
    }

    @Test
    void whoseAnswerNeverCameIsUsedByNobody() {
        send(HttpMethod.POST, "/silent", "one");

        assertThat(text(send(HttpMethod.POST, "/good", "two"))).isEqualTo("200 fine");
        assertThat(connections).hasSize(2);
    }

    // Whoever waits has given up by then, and may have tried elsewhere.
    @Test
    void whatIsGivenUpWhileItWaitsIsNeverSent() {
        var first =
                line.send(request(HttpMethod.POST, "/silent", "first"), WITHIN).toFuture();
        var second =
                line.send(request(HttpMethod.POST, "/good", "second"), WITHIN).subscribe();
        second.dispose();

        assertThat(first.join()).isInstanceOf(Silent.class);
        assertThat(text(send(HttpMethod.POST, "/good", "third"))).isEqualTo("200 fine");
        assertThat(heard).containsExactly("POST /base/silent secret first", "POST /base/good secret third");
    }

    @Test
    void whatIsGivenUpOnItsWayFreesItsPlace() {
        line.send(request(HttpMethod.POST, "/silent", "first"), PATIENCE)
                .timeout(WITHIN, Mono.empty())
                .block();

        assertThat(text(send(HttpMethod.POST, "/good", "second"))).isEqualTo("200 fine");
    }

    @Test
    void aClosedLineSendsNothing() {
        line.close();

        assertThat(send(HttpMethod.POST, "/good", "x")).isInstanceOf(NotSent.class);
        assertThat(heard).isEmpty();
    }

    @Test
    void nothingOfARequestIsPrinted() {
        assertThat(request(HttpMethod.POST, "/good", "x")).hasToString("POST 1 bytes");
    }

    private HttpLine.Delivery send(HttpMethod method, String path, String body) {
        return now(line.send(request(method, path, body), WITHIN));
    }

    private static Request request(HttpMethod method, String path, String body) {
        return new Request(method, path, Map.of("X-Auth", "secret"), body.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(HttpLine.Delivery delivery) {
        return delivery instanceof Answered(int status, byte[] body)
                ? status + " " + new String(body, StandardCharsets.UTF_8)
                : delivery.toString();
    }

    private static <T> T now(Mono<T> answer) {
        return Objects.requireNonNull(answer.block(PATIENCE));
    }
}
