package gateway.payments;

import gateway.payments.Payment.State;
import gateway.platform.resilience.Lanes;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Finishes what was left unfinished, on any node: unknown outcomes, reversals, payments whose node died, codes nobody
 * sent. What it takes up is kept from other nodes for a while; if this node dies too, the next one takes it up again.
 * Each rail has a lane of its own, so that one that does not answer keeps nothing waiting but its own.
 */
@Component
class ResolvePayments {

    private static final Logger LOG = LoggerFactory.getLogger(ResolvePayments.class);
    private static final int AT_ONCE = 32;
    private static final String NOBODY_IS_ASKED = "none";

    private final PaymentStore store;
    private final TakeUp takeUp;
    private final PaymentsInFlight inFlight;
    private final PaymentSettings settings;
    private final Clock clock;
    private final MeterRegistry registry;
    private final Counter failures;
    private final Lanes lanes;
    private volatile boolean stopped;

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
        this.registry = registry;
        this.failures = registry.counter("oqim_payments_resolve_failures");
        this.lanes = new Lanes(AT_ONCE, settings.checkBatch());
        left(NOBODY_IS_ASKED);
    }

    /** One look at everything whose time has come. Ends when all of it stands in its lane, or is left to its lease. */
    Mono<Void> round() {
        stopped = false;
        var now = clock.instant();
        var until = now.plus(settings.lease());
        var payments = store.takeDue(now, until, settings.checkBatch())
                .concatMap(it -> handOver(lane(it), it.id().toString(), now, Mono.defer(() -> takeUp.resolve(it))));
        var refunds = store.takeDueRefunds(now, until, settings.checkBatch())
                .concatMap(it -> handOver(lane(it), it.id().toString(), now, Mono.defer(() -> takeUp.resolve(it))));
        return Flux.concat(payments, refunds).then();
    }

    /** Nothing more is begun: what waits in a lane comes up again elsewhere. What is under way goes on. */
    void stop() {
        stopped = true;
    }

    private Mono<Void> handOver(String lane, String what, Instant taken, Mono<?> work) {
        var turn = Mono.defer(() -> mayBegin(taken) ? attempt(what, work) : leave(lane));
        return Mono.defer(() -> lanes.offer(lane, turn) ? Mono.empty() : leave(lane));
    }

    // Any later, and another node might take it up while it is at work here.
    private boolean mayBegin(Instant taken) {
        return !stopped && settings.maySend(taken, clock.instant());
    }

    private Mono<Void> leave(String lane) {
        return Mono.fromRunnable(() -> left(lane).increment());
    }

    private Counter left(String lane) {
        return registry.counter("oqim_payments_resolve_left", "lane", lane);
    }

    /** Whoever is asked next, as far as that is known: a review that was let go may find any rail. */
    private static String lane(Payment payment) {
        return switch (payment.state()) {
            case State.DebitUnknown it -> it.debit().processor();
            case State.AwaitingPayer it -> it.debit().processor();
            case State.Withdrawing it -> it.debit().processor();
            case State.CreditUnknown it -> it.credit().processor();
            case State.Reversing it -> it.debit().attempt().processor();
            case State.InReview _ -> "reviews";
            case State.ActionRequired _, State.Debiting _, State.Crediting _, State.Final _ -> NOBODY_IS_ASKED;
        };
    }

    // A lane of their own, or so many payments would come first that no refund of a slow rail ever had its turn.
    private static String lane(Refund refund) {
        return refund.state() instanceof Refund.State.RefundUnknown it
                ? "refunds-" + it.attempt().processor()
                : NOBODY_IS_ASKED;
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
