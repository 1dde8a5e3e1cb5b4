package gateway.processors;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** What operators see of a rail. */
final class RailMeters {

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10)
    };

    private final MeterRegistry registry;
    private final String rail;
    private final Map<Class<?>, Timer> timers = new ConcurrentHashMap<>();

    RailMeters(MeterRegistry registry, String rail) {
        this.registry = registry;
        this.rail = rail;
        // There from the start: a rate knows nothing of what happened before it first saw a counter.
        for (var outcome : Outcome.class.getPermittedSubclasses()) {
            timers.put(outcome, timer(outcome));
        }
    }

    /**
     * @param answer an {@link Outcome}, a {@link Reversal}, an {@link Inquiry.Finding} or a {@link Holds.Release}: its
     *     type says operation and outcome
     */
    void record(Object answer, long nanos) {
        timers.computeIfAbsent(answer.getClass(), this::timer).record(nanos, TimeUnit.NANOSECONDS);
    }

    /** @param lane {@code requests} or {@code recovery} */
    void watch(Gate gate, String lane) {
        gauge("oqim.rail.inflight", "Messages to the rail that have no answer yet", lane, gate, Gate::inFlight);
        gauge("oqim.rail.limit", "How many messages the rail may have in flight now", lane, gate, Gate::limit);
        gauge("oqim.rail.queue", "Messages that wait for a slot", lane, gate, Gate::waiting);
    }

    void watch(CircuitBreaker breaker) {
        Gauge.builder("oqim.rail.breaker", breaker, RailMeters::openness)
                .description("0 closed, 1 probing, 2 open")
                .tag("rail", rail)
                .register(registry);
    }

    private static double openness(CircuitBreaker breaker) {
        return switch (breaker.getState()) {
            case CLOSED, DISABLED, METRICS_ONLY -> 0;
            case HALF_OPEN -> 1;
            case OPEN, FORCED_OPEN -> 2;
        };
    }

    private void gauge(String name, String description, String lane, Gate gate, ToDoubleFunction<Gate> value) {
        Gauge.builder(name, gate, value)
                .description(description)
                .tag("rail", rail)
                .tag("lane", lane)
                .register(registry);
    }

    private Timer timer(Class<?> answer) {
        return Timer.builder("oqim.rail.requests")
                .description("What rails were asked, how they answered and how long it took")
                .tag("rail", rail)
                .tag("operation", operation(answer))
                .tag("outcome", snakeCase(answer.getSimpleName()))
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    private static String operation(Class<?> answer) {
        if (Outcome.class.isAssignableFrom(answer)) {
            return "send";
        }
        if (Holds.Release.class.isAssignableFrom(answer)) {
            return "release";
        }
        return Reversal.class.isAssignableFrom(answer) ? "reverse" : "inquire";
    }

    private static String snakeCase(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }
}
