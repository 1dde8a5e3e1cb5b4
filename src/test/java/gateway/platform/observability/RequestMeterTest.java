package gateway.platform.observability;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What is counted of requests, and that no client can make the number of series grow. */
class RequestMeterTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RequestMeter meter = new RequestMeter(registry);

    @Test
    void timesARequestByItsTemplate() {
        handle(HttpMethod.GET, "/v1/payments/pay_1", "/v1/payments/{id}", HttpStatus.OK);
        handle(HttpMethod.GET, "/v1/payments/pay_2", "/v1/payments/{id}", HttpStatus.OK);

        var timer = timer("GET", "/v1/payments/{id}", "200");
        assertThat(timer.count()).isEqualTo(2);
        assertThat(timer.totalTime(TimeUnit.NANOSECONDS)).isPositive();
        assertThat(registry.get(RequestMeter.NAME).timers()).hasSize(1);
    }

    @Test
    void putsWhatClientsInventIntoOneSeries() {
        for (int at = 0; at < 100; at++) {
            handle(HttpMethod.valueOf("X" + at), "/guess/" + at, null, HttpStatus.NOT_FOUND);
        }

        assertThat(timer("other", "unmatched", "404").count()).isEqualTo(100);
        assertThat(registry.get(RequestMeter.NAME).timers()).hasSize(1);
    }

    @Test
    void countsWhoeverHangsUpBeforeTheAnswer() {
        var exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/slow"));

        StepVerifier.create(meter.filter(exchange, it -> Mono.never()))
                .thenCancel()
                .verify();

        assertThat(timer("GET", "unmatched", "499").count()).isOne();
    }

    private Timer timer(String method, String template, String status) {
        return registry.get(RequestMeter.NAME)
                .tags("method", method, "uri", template, "status", status)
                .timer();
    }

    private void handle(
            HttpMethod method, String path, @org.jspecify.annotations.Nullable String template, HttpStatus status) {
        var exchange = MockServerWebExchange.from(MockServerHttpRequest.method(method, path));
        WebFilterChain chain = it -> {
            if (template != null) {
                it.getAttributes()
                        .put(
                                HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE,
                                PathPatternParser.defaultInstance.parse(template));
            }
            it.getResponse().setStatusCode(status);
            return it.getResponse().setComplete();
        };
        StepVerifier.create(meter.filter(exchange, chain)).verifyComplete();
    }
}
