package gateway.payments;

import gateway.platform.resilience.InFlight;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The payments this node works on right now. At shutdown it stops after the servers and before the rails and the
 * journal.
 */
@Component
class PaymentsInFlight implements SmartLifecycle {

    private static final Duration SHUTDOWN = Duration.ofSeconds(15);

    private final InFlight inFlight;

    PaymentsInFlight(PaymentSettings settings, MeterRegistry registry) {
        inFlight = new InFlight(settings.inFlight());
        Gauge.builder("oqim_payments_inflight", inFlight, InFlight::count).register(registry);
    }

    <T> Mono<T> run(Mono<T> work) {
        return inFlight.run(work);
    }

    /** The same for what was begun before: never refused. */
    <T> Mono<T> goOn(Mono<T> work) {
        return inFlight.goOn(work);
    }

    @Override
    public void start() {}

    @Override
    public void stop() {
        inFlight.awaitIdle(SHUTDOWN);
    }

    @Override
    public boolean isRunning() {
        return true;
    }

    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 4096;
    }
}
