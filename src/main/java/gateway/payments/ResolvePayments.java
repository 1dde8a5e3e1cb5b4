package gateway.payments;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Finishes what was left unfinished, on any node: unknown outcomes, reversals, payments whose node died, codes nobody
 * sent. What it takes up is kept from other nodes for a while; if this node dies too, the next one takes it up again.
 */
@Component
class ResolvePayments {

    private static final Logger LOG = LoggerFactory.getLogger(ResolvePayments.class);
    private static final int AT_ONCE = 32;

    private final PaymentStore store;
    private final TakeUp takeUp;
    private final PaymentsInFlight inFlight;
    private final PaymentSettings settings;
    private final Clock clock;
    private final Counter failures;

    ResolvePayments(
            PaymentStore store,
            TakeUp takeUp,
            PaymentsInFlight inFlight,
            PaymentSettings settings,
            Clock clock,
            MeterRegistry registry) {
        this.store = store;
        this.takeUp = takeUp;
        this.inFlight = inFlight;
        this.settings = settings;
        this.clock = clock;
        this.failures = registry.counter("oqim_payments_resolve_failures");
    }

    /** One look at everything whose time has come. */
    Mono<Void> round() {
        var now = clock.instant();
        var until = now.plus(settings.lease());
        var payments = store.takeDue(now, until, settings.checkBatch())
                .flatMap(payment -> attempt(payment.id().toString(), takeUp.resolve(payment)), AT_ONCE);
        var due = store.takeDueRefunds(now, until, settings.checkBatch())
                .flatMap(refund -> attempt(refund.id().toString(), takeUp.resolve(refund)), AT_ONCE);
        return Flux.concat(payments, due).then();
    }

    /** One that fails is tried again when its lease ends; it never stops the others. */
    private Mono<Void> attempt(String what, Mono<?> work) {
        return inFlight.goOn(work).then().timeout(settings.lease()).onErrorResume(error -> failed(what, error));
    }

    private Mono<Void> failed(String what, Throwable error) {
        failures.increment();
        LOG.warn("Could not take {} further; it comes up again", what, error);
        return Mono.empty();
    }
}
