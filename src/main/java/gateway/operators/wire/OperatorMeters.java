package gateway.operators.wire;

import gateway.operators.Operator;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** What the bank sees of its operators' calls. All labels are words of ours or of the protocol, never of the caller. */
@Component
class OperatorMeters {

    /** Too many calls at once. */
    static final String CROWDED = "crowded";
    /** What nobody was answered with. */
    private static final String NOT_YET = "none";

    private final MeterRegistry registry;
    // Meters are looked up by name otherwise, which costs more than counting.
    private final Map<Answered, Timer> calls = new ConcurrentHashMap<>();

    private record Answered(String operator, String method, String code) {}

    OperatorMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** From the start, so that an alert on them can tell silence from health. */
    void announce(Operator operator) {
        List.of("source", "credentials", CROWDED).forEach(why -> turnedAwayCounter(operator, why));
        faultCounter(operator);
        unreturnableCounter(operator);
        timer(new Answered(operator.name(), Reply.NO_METHOD, NOT_YET));
    }

    /** Nanoseconds on a clock that only ever advances. */
    long now() {
        return registry.config().clock().monotonicTime();
    }

    void answered(Operator operator, Reply reply, long nanos) {
        calls.computeIfAbsent(new Answered(operator.name(), reply.method(), reply.code()), this::timer)
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(Answered it) {
        return Timer.builder("oqim_operator_calls")
                .description("Calls of operators and how they were answered")
                .tags("operator", it.operator(), "method", it.method(), "code", it.code())
                .register(registry);
    }

    void turnedAway(Operator operator, String why) {
        turnedAwayCounter(operator, why).increment();
    }

    void fault(Operator operator) {
        faultCounter(operator).increment();
    }

    void unreturnable(Operator operator) {
        unreturnableCounter(operator).increment();
    }

    private Counter turnedAwayCounter(Operator operator, String why) {
        return Counter.builder("oqim_operator_turned_away")
                .description("Calls from a foreign network, with wrong credentials, or too many at once")
                .tags("operator", operator.name(), "why", why)
                .register(registry);
    }

    private Counter faultCounter(Operator operator) {
        return Counter.builder("oqim_operator_faults")
                .description("Calls that failed on our side")
                .tag("operator", operator.name())
                .register(registry);
    }

    private Counter unreturnableCounter(Operator operator) {
        return Counter.builder("oqim_operator_unreturnable")
                .description("Cancellations refused because the money is not there any more")
                .tag("operator", operator.name())
                .register(registry);
    }
}
