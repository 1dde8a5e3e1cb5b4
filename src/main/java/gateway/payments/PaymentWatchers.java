package gateway.payments;

import gateway.shared.ids.CustomerId;
import gateway.shared.ids.PaymentId;
import gateway.shared.problems.ProblemException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * Who on this node watches which payment. A watcher that cannot keep up is told the latest state only, so nobody's slow
 * network holds memory here. At shutdown every stream ends first, or the server would wait for them.
 */
@Component
class PaymentWatchers implements SmartLifecycle {

    private final WatchSettings settings;
    private final Map<PaymentId, Set<FluxSink<Payment>>> watching = new ConcurrentHashMap<>();
    private final Map<CustomerId, Integer> perCustomer = new ConcurrentHashMap<>();
    private final AtomicInteger total = new AtomicInteger();
    private final Sinks.Empty<Void> closing = Sinks.empty();
    private volatile boolean open = true;

    PaymentWatchers(WatchSettings settings, MeterRegistry registry) {
        this.settings = settings;
        Gauge.builder("oqim_payment_watchers", total, AtomicInteger::get)
                .description("Open progress streams")
                .register(registry);
    }

    /** To be called after the commit. Costs a look into a map when nobody watches. */
    void moved(Payment payment) {
        var watchers = watching.get(payment.id());
        if (watchers != null) {
            watchers.forEach(watcher -> watcher.next(payment));
        }
    }

    /**
     * Every move on this node from now on. Never ends by itself. Errors at once, before whoever subscribes has time for
     * anything else, with {@link PaymentProblem#TOO_MANY_STREAMS}.
     */
    Flux<Payment> watch(CustomerId customer, PaymentId id) {
        return Flux.defer(() -> enter(customer) ? moves(customer, id) : Flux.error(tooMany()));
    }

    // On another thread: who writes the books does not write to phones.
    private Flux<Payment> moves(CustomerId customer, PaymentId id) {
        return Flux.<Payment>create(watcher -> tell(customer, id, watcher), FluxSink.OverflowStrategy.LATEST)
                .publishOn(Schedulers.parallel(), 1);
    }

    private static ProblemException tooMany() {
        return PaymentProblem.TOO_MANY_STREAMS
                .because("Close one of your streams first, or read the payment instead")
                .with("retryAfter", 5);
    }

    /** Completes when this node stops. */
    Mono<Void> closing() {
        return closing.asMono();
    }

    private void tell(CustomerId customer, PaymentId id, FluxSink<Payment> watcher) {
        watching.compute(id, (_, others) -> {
            var all = others == null ? ConcurrentHashMap.<FluxSink<Payment>>newKeySet() : others;
            all.add(watcher);
            return all;
        });
        watcher.onDispose(() -> leave(customer, id, watcher));
    }

    private boolean enter(CustomerId customer) {
        if (total.incrementAndGet() > settings.inTotal()) {
            total.decrementAndGet();
            return false;
        }
        int mine = perCustomer.merge(customer, 1, Integer::sum);
        if (mine > settings.perCustomer()) {
            exit(customer);
            return false;
        }
        return true;
    }

    private void exit(CustomerId customer) {
        perCustomer.computeIfPresent(customer, (_, open) -> open == 1 ? null : open - 1);
        total.decrementAndGet();
    }

    private void leave(CustomerId customer, PaymentId id, FluxSink<Payment> watcher) {
        watching.computeIfPresent(id, (_, all) -> {
            all.remove(watcher);
            return all.isEmpty() ? null : all;
        });
        exit(customer);
    }

    @Override
    public void start() {
        open = true;
    }

    @Override
    public void stop() {
        open = false;
        closing.tryEmitEmpty();
    }

    @Override
    public boolean isRunning() {
        return open;
    }

    /** After readiness went off and the pause for load balancers, before the servers wait for their last requests. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 512;
    }
}
