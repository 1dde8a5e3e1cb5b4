package gateway.payments;

import gateway.cards.Scheme;
import gateway.payments.Payment.State;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Counts payments as they become final, and how long they took, by rail, status and reason. */
@Component
class PaymentMeters {

    private static final String WALLET = "wallet";
    private static final String NO_REASON = "none";

    private final MeterRegistry registry;
    private final Map<Tags, Timer> timers = new ConcurrentHashMap<>();

    PaymentMeters(MeterRegistry registry) {
        this.registry = registry;
        Stream.concat(Stream.of(Scheme.values()).map(Scheme::rail), Stream.of(WALLET))
                .map(rail -> new Tags(rail, "completed", NO_REASON))
                .forEach(tags -> timers.put(tags, timer(tags)));
    }

    private record Tags(String rail, String status, String reason) {}

    /** Called once for every transition that was committed. */
    void moved(Payment payment, java.time.Instant now) {
        if (payment.isFinal()) {
            var tags = new Tags(rail(payment), PaymentView.statusOf(payment.state()), reason(payment.state()));
            timers.computeIfAbsent(tags, this::timer).record(Duration.between(payment.openedAt(), now));
        }
    }

    private Timer timer(Tags tags) {
        return Timer.builder("oqim_payments")
                .description("Payments that became final, from opening to the end")
                .tag("rail", tags.rail())
                .tag("status", tags.status())
                .tag("reason", tags.reason())
                .publishPercentileHistogram(false)
                .serviceLevelObjectives(
                        Duration.ofMillis(10),
                        Duration.ofMillis(25),
                        Duration.ofMillis(50),
                        Duration.ofMillis(100),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(60))
                .register(registry);
    }

    private static String rail(Payment payment) {
        return payment.source() instanceof OnRail it ? it.scheme().rail() : WALLET;
    }

    private static String reason(State state) {
        return switch (state) {
            case State.Declined it -> it.denial().reason().wireName();
            case State.Reversed it -> it.cause().reason().wireName();
            default -> NO_REASON;
        };
    }
}
