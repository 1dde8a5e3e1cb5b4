package gateway.processors.correspondent.sending;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.platform.http.Links;
import gateway.processors.correspondent.links.CorrespondentSettings;
import gateway.processors.correspondent.links.CorrespondentSettings.LinkSettings;
import gateway.processors.correspondent.links.Link;
import gateway.processors.correspondent.message.WriteMessage;
import gateway.processors.correspondent.postgres.OutgoingMessages.Outgoing;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;
import sandbox.http.Seal;

/** What is made of a correspondent's answer, however it is made up. */
class HttpTransportTest {

    private static final String SECRET = "secret-of-the-correspondent";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** @param seal of the answer, by what was asked */
    private record Answer(Flux<String> body, Function<String, String> seal) {

        static Answer of(String body, String secret) {
            return new Answer(
                    Flux.just(body),
                    asked -> new Seal(secret).sign("ANSWER", asked, body.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static Delivery delivered(Answer answer) {
        var server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .protocol(HttpProtocol.H2C, HttpProtocol.HTTP11)
                .handle((request, response) -> response.header(
                                Seal.HEADER,
                                answer.seal().apply(request.requestHeaders().get(Seal.HEADER)))
                        .sendString(answer.body()))
                .bindNow();
        var url = URI.create("http://127.0.0.1:" + server.port());
        var settings = new CorrespondentSettings(
                "AAAAUZ22",
                Map.of(),
                Duration.ofMillis(500),
                50,
                4,
                Duration.ofMinutes(5),
                Duration.ofSeconds(1),
                Duration.ofMinutes(5),
                Duration.ofSeconds(5),
                Duration.ofMinutes(1),
                Duration.ofHours(24));
        var link = new Link(
                "debk",
                new WriteMessage.Ends("AAAAUZ22", "BBBBDEFF"),
                new LinkSettings("BBBBDEFF", List.of(), url, "", SECRET, List.of(), null));
        try (var transport = new HttpTransport(link, url, settings, Links.with(Map.of()), Clock.systemUTC())) {
            return transport
                    .deliver(new Outgoing(
                            "I-1", 1, "debk", UUID.randomUUID(), WriteMessage.TRANSFER, new byte[] {1, 2}, 0))
                    .blockOptional(PATIENCE)
                    .orElseThrow();
        } finally {
            server.disposeNow();
        }
    }

    @Test
    void aSealedWordIsBelieved() {
        assertThat(delivered(Answer.of("{\"status\":\"accepted\"}", SECRET))).isEqualTo(new Delivery.Taken());
        assertThat(delivered(Answer.of("{\"status\":\"duplicate\"}", SECRET))).isEqualTo(new Delivery.Taken());
        assertThat(delivered(Answer.of("{\"status\":\"refused\",\"code\":\"AC04\"}", SECRET)))
                .isEqualTo(new Delivery.Refused("AC04"));
        assertThat(delivered(Answer.of("{\"status\":\"changed\"}", SECRET))).isEqualTo(new Delivery.Contradicted());
    }

    @Test
    void whateverIsNotSealedByThemSaysNothing() {
        assertThat(delivered(Answer.of("{\"status\":\"accepted\"}", "somebody else's secret")))
                .isInstanceOf(Delivery.Unclear.class);
        var body = "{\"status\":\"refused\",\"code\":\"AC04\"}";
        assertThat(delivered(new Answer(Flux.just(body), asked -> asked))).isInstanceOf(Delivery.Unclear.class);
    }

    /** It is stored and logged: nothing that a database cannot keep, and nothing that begins a line of its own. */
    @Test
    void aCodeThatIsNoneIsNotRepeated() {
        for (var code : List.of("\\u0000", "a\\nb", "x".repeat(65), "")) {
            assertThat(delivered(Answer.of("{\"status\":\"refused\",\"code\":\"%s\"}".formatted(code), SECRET)))
                    .isEqualTo(new Delivery.Refused("unreadable"));
        }
    }

    /** Whoever sends without end is cut off long before the time for an answer is over. */
    @Test
    void anAnswerWithoutEndIsNotKept() {
        var endless = Flux.interval(Duration.ofMillis(1)).onBackpressureDrop().map(_ -> "x".repeat(4_096));

        assertThat(delivered(new Answer(endless, asked -> asked)))
                .isInstanceOfSatisfying(
                        Delivery.Unclear.class, it -> assertThat(it.why()).isEqualTo("TooLarge"));
    }
}
