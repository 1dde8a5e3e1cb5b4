package gateway.payments;

import gateway.shared.ids.CustomerId;
import gateway.shared.ids.PaymentId;
import java.time.Duration;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Tells customers how a payment of theirs gets on. What this node does is told at once; what another node does is seen
 * in the database a moment later.
 */
@Component
public class FollowPayment {

    private final FindPayment find;
    private final PaymentWatchers watchers;
    private final PaymentRenderer renderer;
    private final WatchSettings settings;

    FollowPayment(FindPayment find, PaymentWatchers watchers, PaymentRenderer renderer, WatchSettings settings) {
        this.find = find;
        this.watchers = watchers;
        this.renderer = renderer;
        this.settings = settings;
    }

    /**
     * The rest of a payment's life.
     *
     * @param over nothing will follow: it is final, and the client has seen that
     * @param moves the present state unless it was seen, then every later one; ends with the final state or at the
     *     deadline. States that follow each other quickly may be left out, the last never.
     * @param heartbeat how often to tell the client that the stream still stands
     */
    public record Following(boolean over, Flux<Move> moves, Duration heartbeat) {}

    /** @param version grows with every move */
    public record Move(int version, byte[] json) {}

    /**
     * Errors with {@link PaymentProblem#PAYMENT_NOT_FOUND}, also for another customer's.
     *
     * @param seen the version that the client has; 0 for none
     */
    public Mono<Following> follow(CustomerId customer, PaymentId id, int seen) {
        return find.find(customer, id)
                .map(now -> new Following(
                        now.isFinal() && now.version() <= seen, moves(customer, id, seen), settings.heartbeat()));
    }

    // Watched first and looked at then, so that nothing moves unseen in between.
    private Flux<Move> moves(CustomerId customer, PaymentId id, int seen) {
        return Flux.defer(() -> Flux.merge(watchers.watch(customer, id), looks(customer, id))
                .takeUntil(Payment::isFinal)
                .filter(new Newer(seen))
                .take(settings.deadline())
                .takeUntilOther(watchers.closing())
                .map(payment -> new Move(payment.version(), renderer.render(payment))));
    }

    private Flux<Payment> looks(CustomerId customer, PaymentId id) {
        return find.find(customer, id).repeatWhen(looks -> looks.delayElements(settings.lookEvery()));
    }

    /** Lets through what was not told yet: watching and looking see the same moves, in no particular order. */
    private static final class Newer implements Predicate<Payment> {

        private int told;

        Newer(int seen) {
            this.told = seen;
        }

        @Override
        public boolean test(Payment payment) {
            boolean newer = payment.version() > told;
            told = Math.max(told, payment.version());
            return newer;
        }
    }
}
