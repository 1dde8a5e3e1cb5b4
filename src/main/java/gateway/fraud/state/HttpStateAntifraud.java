package gateway.fraud.state;

import gateway.fraud.Attempt;
import gateway.platform.crypto.MessageSeal;
import gateway.platform.http.OutgoingLinks;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The link over HTTP/2 with signed JSON. A limited number of checks is on its way, a breaker spares payments the wait
 * while nobody answers, and after the deadline an answer is silence.
 */
@Component
class HttpStateAntifraud implements StateAntifraud, DisposableBean {

    private static final String INCIDENTS = "/v1/incidents";

    private final StateSettings settings;
    private final SealedPosts posts;
    private final ChecksTogether checks;
    private final SealedPosts.Desk incidents;
    private final CircuitBreaker breaker;
    private final Bulkhead bulkhead;
    private final MeterRegistry registry;
    private final Timer timer;

    HttpStateAntifraud(
            StateSettings settings, MessageSeal seal, OutgoingLinks links, Clock clock, MeterRegistry registry) {
        this.settings = settings;
        this.registry = registry;
        this.timer = Timer.builder("oqim.fraud.state.check")
                .description("How long the state antifraud took to answer a check, or we to give up")
                .register(registry);
        this.posts = new SealedPosts(settings, seal, links, registry);
        this.checks = new ChecksTogether(posts, settings.participant(), settings.deadline());
        this.incidents = posts.desk(INCIDENTS);
        this.breaker = CircuitBreaker.of(
                "state-antifraud",
                CircuitBreakerConfig.custom()
                        .slidingWindow(
                                settings.window(),
                                Math.min(10, settings.window()),
                                CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .failureRateThreshold(settings.failurePercent())
                        .waitDurationInOpenState(settings.openTime())
                        .permittedNumberOfCallsInHalfOpenState(3)
                        .maxWaitDurationInHalfOpenState(settings.openTime())
                        .clock(clock)
                        .build());
        // There from the start, so that nobody wonders whether it is counted.
        silences("breaker open");
        this.bulkhead = Bulkhead.of(
                "state-antifraud",
                BulkheadConfig.custom()
                        .maxConcurrentCalls(settings.atOnce())
                        .maxWaitDuration(Duration.ZERO)
                        .build());
    }

    @Override
    public boolean isThere() {
        return settings.url() != null;
    }

    @Override
    public Mono<Answer> check(Attempt attempt) {
        return Mono.defer(() -> {
            if (!breaker.tryAcquirePermission()) {
                return silent("breaker open");
            }
            if (!bulkhead.tryAcquirePermission()) {
                breaker.releasePermission();
                return silent("too many at once");
            }
            return new Asking(attempt).ask();
        });
    }

    private Counter silences(String why) {
        return registry.counter("oqim.fraud.state.silent", "why", why);
    }

    private Mono<Answer> silent(String why) {
        silences(why).increment();
        return Mono.just(new Answer.Silent(why));
    }

    @Override
    public Mono<String> report(Report report) {
        return incidents
                .ask(CheckMessage.write(report, settings.participant()))
                .map(body -> CheckMessage.readAcknowledgement(body, report.id().toString())
                        .orElseThrow(() -> new IllegalStateException("Not an acknowledgement")))
                .timeout(settings.reportDeadline());
    }

    @Override
    public void destroy() {
        posts.dispose();
    }

    private long nanos() {
        return registry.config().clock().monotonicTime();
    }

    /** One check on its way, with the breaker's permission and the bulkhead's place. */
    private final class Asking {

        private final Attempt attempt;
        private final long started = nanos();
        private boolean judged;

        Asking(Attempt attempt) {
            this.attempt = attempt;
        }

        Mono<Answer> ask() {
            return checks.ask(attempt)
                    .timeout(settings.deadline(), Schedulers.parallel())
                    // Messages of exceptions may quote what was received: only their kind is told.
                    .onErrorResume(fault ->
                            Mono.just(new Answer.Silent(fault.getClass().getSimpleName())))
                    .doOnNext(this::judge)
                    .doFinally(_ -> leave());
        }

        private void judge(Answer answer) {
            long nanos = nanos() - started;
            judged = true;
            if (answer instanceof Answer.Silent(var why)) {
                silences(why).increment();
                breaker.onError(nanos, TimeUnit.NANOSECONDS, new Silence());
            } else {
                breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
            }
            timer.record(nanos, TimeUnit.NANOSECONDS);
        }

        private void leave() {
            bulkhead.releasePermission();
            if (!judged) {
                breaker.releasePermission();
            }
        }
    }

    /** The breaker wants a throwable for what is a value here; without a stack it costs nothing. */
    private static final class Silence extends Exception {

        Silence() {
            super("no usable answer", null, false, false);
        }
    }
}
