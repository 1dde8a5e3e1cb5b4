package gateway.webhooks.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** Shows what partners say and how long they take. No partner is named: there may be thousands. */
@Component
class DeliveryMeters {

    private final MeterRegistry registry;

    DeliveryMeters(MeterRegistry registry) {
        this.registry = registry;
        // There from the start, so that nobody wonders whether they are counted.
        List.of("delivered", "again", "given up", "gone").forEach(this::attempts);
        List.of("gone", "exhausted").forEach(this::disabled);
    }

    void count(Said said, Verdict verdict, long millis) {
        attempts(nameOf(verdict)).record(Duration.ofMillis(millis));
        if (said instanceof Said.Silent silent) {
            registry.counter("oqim_webhooks_silent", "why", silent.why()).increment();
        }
    }

    boolean disabled(boolean gone) {
        disabled(gone ? "gone" : "exhausted").increment();
        return true;
    }

    private Timer attempts(String verdict) {
        return Timer.builder("oqim_webhooks_attempts")
                .description("Attempts to tell a partner, by what became of the delivery")
                .tag("verdict", verdict)
                .register(registry);
    }

    private Counter disabled(String why) {
        return Counter.builder("oqim_webhooks_disabled")
                .description("Endpoints that were disabled because they are gone or accept nothing")
                .tag("why", why)
                .register(registry);
    }

    private static String nameOf(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Delivered _ -> "delivered";
            case Verdict.Again _ -> "again";
            case Verdict.GivenUp _ -> "given up";
            case Verdict.Gone _ -> "gone";
        };
    }
}
