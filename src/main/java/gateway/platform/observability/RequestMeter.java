package gateway.platform.observability;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Times every request until its answer begins, by method, route and status. Stands in for Boot's observation of
 * requests, which costs more. A route is the template it was mapped with, so that no id becomes a tag.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
public final class RequestMeter implements WebFilter {

    static final String NAME = "http.server.requests";

    /** What a client that hung up before its answer is counted as; nobody is sent this status. */
    private static final int HUNG_UP = 499;

    private static final String UNKNOWN_ROUTE = "unmatched";
    private static final Duration[] BOUNDARIES = boundaries();

    private final MeterRegistry registry;
    private final ConcurrentMap<Route, Timer> timers = new ConcurrentHashMap<>();

    /** One time series. Bounded: templates and statuses are ours, odd methods share a name. */
    private record Route(String method, String template, int status) {}

    RequestMeter(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        long started = System.nanoTime();
        exchange.getResponse().beforeCommit(() -> {
            record(exchange, statusOf(exchange), started);
            return Mono.empty();
        });
        return chain.filter(exchange).doOnCancel(() -> hungUp(exchange, started));
    }

    private void hungUp(ServerWebExchange exchange, long started) {
        if (!exchange.getResponse().isCommitted()) {
            record(exchange, HUNG_UP, started);
        }
    }

    private void record(ServerWebExchange exchange, int status, long started) {
        var route = new Route(methodOf(exchange), templateOf(exchange), status);
        var known = timers.get(route);
        var timer = known == null ? timers.computeIfAbsent(route, this::timerFor) : known;
        timer.record(System.nanoTime() - started, java.util.concurrent.TimeUnit.NANOSECONDS);
    }

    /** The timer of requests that were answered before anybody knew their route. */
    public static Timer sentAway(MeterRegistry registry, String method, int status) {
        return timer(registry, new Route(named(method), UNKNOWN_ROUTE, status));
    }

    private Timer timerFor(Route route) {
        return timer(registry, route);
    }

    private static Timer timer(MeterRegistry registry, Route route) {
        return Timer.builder(NAME)
                .description("Time from a request's headers to the beginning of its answer")
                .tag("method", route.method())
                .tag("uri", route.template())
                .tag("status", Integer.toString(route.status()))
                .serviceLevelObjectives(BOUNDARIES)
                .register(registry);
    }

    private static int statusOf(ServerWebExchange exchange) {
        var status = exchange.getResponse().getStatusCode();
        return status == null ? 200 : status.value();
    }

    private static String methodOf(ServerWebExchange exchange) {
        return named(exchange.getRequest().getMethod().name());
    }

    private static String named(String method) {
        return switch (method) {
            case "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS" -> method;
            default -> "other";
        };
    }

    private static String templateOf(ServerWebExchange exchange) {
        @Nullable Object template = exchange.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return template == null ? UNKNOWN_ROUTE : template.toString();
    }

    private static Duration[] boundaries() {
        int[] millis = {1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000};
        return java.util.Arrays.stream(millis).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    }
}
