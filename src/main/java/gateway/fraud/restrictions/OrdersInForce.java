package gateway.fraud.restrictions;

import gateway.fraud.FraudProblem;
import gateway.fraud.Restriction;
import gateway.fraud.Restrictions;
import gateway.fraud.Subject;
import gateway.platform.journal.Part;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Answers from memory; from PostgreSQL while the view is older than an order may take. */
@Component
class OrdersInForce implements Restrictions {

    static final Duration FRESH = Duration.ofSeconds(2);
    private static final Duration DEADLINE = Duration.ofMillis(500);

    private final OrderView view;
    private final OrderLookup lookup;
    private final Clock clock;
    private final Semaphore asking = new Semaphore(OrderLookup.ASK_TOGETHER);

    OrdersInForce(OrderView view, OrderLookup lookup, Clock clock) {
        this.view = view;
        this.lookup = lookup;
        this.clock = clock;
    }

    @Override
    public Mono<Optional<Restriction>> of(List<Subject> subjects) {
        return Mono.defer(() -> {
            var now = clock.instant();
            return view.isFresh(now, FRESH) ? Mono.just(view.of(subjects, now)) : fromTruth(subjects);
        });
    }

    // A bounded number asks; whoever comes beyond it, or hears nothing, is not let through.
    private Mono<Optional<Restriction>> fromTruth(List<Subject> subjects) {
        return asking.tryAcquire()
                ? lookup.inForce(subjects)
                        .timeout(DEADLINE)
                        .onErrorMap(_ -> unknown())
                        .doFinally(_ -> asking.release())
                : Mono.error(unknown());
    }

    private static RuntimeException unknown() {
        return FraudProblem.RESTRICTIONS_UNKNOWN
                .because("Try again in a moment")
                .with("retryAfter", 1);
    }

    @Override
    public Part unless(List<Subject> subjects) {
        return new Unrestricted(List.copyOf(subjects), clock.instant());
    }
}
