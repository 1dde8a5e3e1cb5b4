package gateway.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.platform.journal.JournalProblem;
import gateway.shared.problems.ProblemException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.context.support.StaticApplicationContext;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebExchangeDecorator;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class AdmissionTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Admission admission = new Admission(
            new Places(2, Duration.ofMillis(50), System::nanoTime), registry, new StaticApplicationContext());
    private final Sinks.Empty<Void> end = Sinks.empty();

    @Test
    void refusesAtOnceWhatIsTooMuchAndNobodyElse() {
        begin(exchange());
        begin(exchange());

        StepVerifier.create(admission.filter(exchange(), _ -> Mono.error(new AssertionError("was let in"))))
                .expectErrorSatisfies(refusal -> {
                    assertThat(((ProblemException) refusal).type()).isEqualTo(JournalProblem.OVERLOADED);
                    assertThat(((ProblemException) refusal).members()).containsEntry("retryAfter", 1);
                })
                .verify();

        assertThat(inProgress()).isEqualTo(2);
        assertThat(registry.get("oqim_http_turned_away").counter().count()).isEqualTo(1);
    }

    @Test
    void answersProbesHoweverMuchThereIsToDo() {
        begin(exchange());
        begin(exchange());

        StepVerifier.create(admission.filter(new AtManagementPort(exchange()), _ -> Mono.empty()))
                .verifyComplete();

        assertThat(inProgress()).isEqualTo(2);
        assertThat(registry.get("oqim_http_turned_away").counter().count()).isZero();
    }

    @Test
    void timesAnswersThatSendAwayAndNoOthers() {
        for (var status : List.of(HttpStatus.OK, HttpStatus.CONFLICT)) {
            answer(exchange(), status);
        }
        assertThat(registry.get("oqim_http_refusal").timer().count()).isZero();

        for (var status : List.of(HttpStatus.TOO_MANY_REQUESTS, HttpStatus.SERVICE_UNAVAILABLE)) {
            answer(exchange(), status);
        }
        assertThat(registry.get("oqim_http_refusal").timer().count()).isEqualTo(2);
    }

    private void answer(ServerWebExchange exchange, HttpStatus status) {
        exchange.getResponse().setStatusCode(status);
        admission.filter(exchange, it -> it.getResponse().setComplete()).block(Duration.ofSeconds(5));
    }

    @Test
    void aPlaceIsFreeWhenTheAnswerIsOverFailsOrIsNoLongerWaitedFor() {
        begin(exchange());
        var hungUp = begin(exchange());

        hungUp.dispose();
        assertThat(inProgress()).isEqualTo(1);
        end.tryEmitError(new IllegalStateException("broken"));
        assertThat(inProgress()).isZero();
    }

    @Test
    void aStreamHoldsNoPlaceOnceItHasBegun() {
        var stream = exchange();
        begin(stream);

        stream.getResponse().setComplete().block(Duration.ofSeconds(5));
        assertThat(inProgress()).isZero();
        end.tryEmitEmpty();

        assertThat(inProgress()).isZero();
    }

    private Disposable begin(ServerWebExchange exchange) {
        return admission.filter(exchange, _ -> end.asMono()).subscribe(_ -> {}, _ -> {});
    }

    private static ServerWebExchange exchange() {
        return MockServerWebExchange.from(MockServerHttpRequest.get("/v1/wallet"));
    }

    private double inProgress() {
        return registry.get("oqim_http_in_progress").gauge().value();
    }

    /** Comes with a context of its own, as everything at that port does. */
    private static final class AtManagementPort extends ServerWebExchangeDecorator {

        private final ApplicationContext own = new StaticApplicationContext();

        AtManagementPort(ServerWebExchange exchange) {
            super(exchange);
        }

        @Override
        public ApplicationContext getApplicationContext() {
            return own;
        }
    }
}
