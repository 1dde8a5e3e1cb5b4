package gateway.platform.http;

import gateway.platform.journal.JournalProblem;
import gateway.shared.problems.ProblemException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Refuses what the node cannot do soon, before it costs anything: no body is read and no signature is checked. A
 * request has its place until its answer begins, so a stream of progress events holds none.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 3)
final class Admission implements WebFilter {

    static final int RETRY_AFTER_SECONDS = 1;

    private static final String RETRY_AFTER = "retryAfter";
    private static final Set<Integer> COME_AGAIN = Set.of(429, 503);
    private static final Duration[] BUCKETS = IntStream.of(1, 2, 5, 10, 25, 50, 100, 250, 1_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final Places places;
    private final ApplicationContext application;
    private final AtomicInteger inProgress = new AtomicInteger();
    private final Counter turnedAway;
    private final Timer refusals;
    private final MeterRegistry registry;

    Admission(Places places, MeterRegistry registry, ApplicationContext application) {
        this.places = places;
        this.application = application;
        this.registry = registry;
        this.refusals = Timer.builder("oqim_http_refusal")
                .description("From the headers of a request to the answer that it has to come again, 429 or 503")
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
        this.turnedAway = Counter.builder("oqim_http_turned_away")
                .description("Requests refused because too many were in progress")
                .register(registry);
        Gauge.builder("oqim_http_in_progress", inProgress, AtomicInteger::get)
                .description("Requests whose answer has not begun")
                .register(registry);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        // Whoever refuses its probes because it has much to do is restarted, and then there is nobody to do it.
        if (isManagement(exchange.getApplicationContext())) {
            return chain.filter(exchange);
        }
        var began = Timer.start(registry);
        exchange.getResponse().beforeCommit(() -> Mono.fromRunnable(() -> refused(exchange, began)));
        if (inProgress.incrementAndGet() > places.open()) {
            inProgress.decrementAndGet();
            return Mono.error(turnAway());
        }
        var place = new AtomicBoolean(true);
        exchange.getResponse().beforeCommit(() -> Mono.fromRunnable(() -> leave(place)));
        return chain.filter(exchange).doFinally(_ -> leave(place));
    }

    boolean isFull() {
        return inProgress.get() >= places.open();
    }

    /** Counts it. */
    ProblemException turnAway() {
        turnedAway.increment();
        return JournalProblem.OVERLOADED.because("Too many requests at once").with(RETRY_AFTER, RETRY_AFTER_SECONDS);
    }

    Timer refusals() {
        return refusals;
    }

    // The management port has a context of its own, below ours, and inherits our filters.
    private boolean isManagement(@Nullable ApplicationContext asked) {
        return asked != null && !application.equals(asked);
    }

    private void refused(ServerWebExchange exchange, Timer.Sample began) {
        var status = exchange.getResponse().getStatusCode();
        if (status != null && COME_AGAIN.contains(status.value())) {
            began.stop(refusals);
        }
    }

    private void leave(AtomicBoolean place) {
        if (place.compareAndSet(true, false)) {
            inProgress.decrementAndGet();
        }
    }
}
