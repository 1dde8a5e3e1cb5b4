package gateway.operators.wire;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.operators.Operator;
import gateway.platform.journal.JournalProblem;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

class OperatorEdgeTest {

    private static final Duration SOON = Duration.ofSeconds(5);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final OperatorEdge edge = new OperatorEdge(
            List.of(protocol("red"), protocol("blue")),
            new OperatorMeters(registry),
            new WireSettings(SOON, 1, 0, SOON, SOON));

    private static OperatorProtocol protocol(String name) {
        return new OperatorProtocol() {
            @Override
            public Entrance entrance() {
                return new Entrance(new Operator(name), "/operators/" + name, List.of("192.0.2.0/24"));
            }

            @Override
            public Mono<Reply> answer(Call call) {
                return Mono.never();
            }

            @Override
            public Reply refuse(Fault fault) {
                var text = (name + " says " + fault).getBytes(StandardCharsets.UTF_8);
                return new Reply(200, "text/plain", text, Reply.NO_METHOD, fault.name());
            }
        };
    }

    private static MockServerWebExchange from(String address, String path) {
        return MockServerWebExchange.from(MockServerHttpRequest.method(HttpMethod.POST, URI.create(path))
                .remoteAddress(new InetSocketAddress(InetAddress.ofLiteral(address), 40_000)));
    }

    private String heard(String address, String path, WebFilterChain chain) {
        var exchange = from(address, path);
        edge.filter(exchange, chain).block(SOON);
        return exchange.getResponse()
                .getBodyAsString()
                .onErrorReturn("")
                .blockOptional(SOON)
                .orElse("");
    }

    private double turnedAway(String operator, String why) {
        return registry.get("oqim_operator_turned_away")
                .tags("operator", operator, "why", why)
                .counter()
                .count();
    }

    @Test
    void oneOperatorsCrowdIsRefusedInItsOwnWordsAndTakesNothingFromAnother() {
        Disposable first = edge.filter(from("192.0.2.1", "/operators/red"), _ -> Mono.never())
                .subscribe();

        assertThat(heard("192.0.2.1", "/operators/red/step", _ -> Mono.empty())).isEqualTo("red says UNAVAILABLE");
        assertThat(heard("192.0.2.1", "/operators/blue", _ -> Mono.empty())).isEmpty();
        first.dispose();
        assertThat(heard("192.0.2.1", "/operators/red", _ -> Mono.empty())).isEmpty();
        assertThat(turnedAway("red", "crowded")).isEqualTo(1);
        assertThat(turnedAway("blue", "crowded")).isZero();
    }

    @Test
    void aFullNodeIsToldInTheOperatorsWordsAndIsNoFaultOfOurs() {
        assertThat(heard(
                        "192.0.2.1",
                        "/operators/red",
                        _ -> Mono.error(JournalProblem.OVERLOADED.because("Too many requests at once"))))
                .isEqualTo("red says UNAVAILABLE");
        assertThat(turnedAway("red", "crowded")).isEqualTo(1);
        assertThat(registry.get("oqim_operator_faults")
                        .tag("operator", "red")
                        .counter()
                        .count())
                .isZero();
    }

    @Test
    void strangersTakeNoPlace() {
        Disposable first = edge.filter(from("192.0.2.1", "/operators/red"), _ -> Mono.never())
                .subscribe();

        assertThat(heard("198.51.100.1", "/operators/red", _ -> Mono.empty())).isEqualTo("red says FOREIGN_SOURCE");
        assertThat(turnedAway("red", "source")).isEqualTo(1);
        assertThat(turnedAway("red", "crowded")).isZero();
        first.dispose();
    }

    /** Mapped handlers answer to all of these, so each of them is the operator's door. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/operators/%72ed",
                "/operators/red;x=1",
                "/operators;x/red/step",
                "/%6fperators/r%65d;a=b;c",
                "/operators/%72ed/st%65p"
            })
    void noDisguiseLeadsPastTheSourcesAndThePlaces(String path) {
        assertThat(heard("198.51.100.1", path, _ -> Mono.empty())).isEqualTo("red says FOREIGN_SOURCE");

        Disposable first = edge.filter(from("192.0.2.1", "/operators/red"), _ -> Mono.never())
                .subscribe();

        assertThat(heard("192.0.2.1", path, _ -> Mono.empty())).isEqualTo("red says UNAVAILABLE");
        first.dispose();
    }

    @Test
    void whatIsNoOperatorsPassesUntouched() {
        assertThat(heard("198.51.100.1", "/v1/payments", _ -> Mono.empty())).isEmpty();
    }
}
