package sandbox.simulation;

import gateway.payments.Payments.Order;
import gateway.rulebook.Judgement;
import gateway.rulebook.Judgement.Outcome;
import gateway.shared.ids.PaymentId;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import reactor.core.publisher.Mono;

/**
 * In every third seed people of the bank have to look at every fourth order; the checks themselves are not simulated.
 */
final class Suspects implements Uncontrolled {

    private static final int SEEDS = 3;
    private static final int ORDERS = 4;

    private final long seed;

    Suspects(long seed) {
        this.seed = seed;
    }

    @Override
    public Mono<Ruling> judge(PaymentId id, Order order, Instant now, boolean first) {
        return Mono.just(isSuspect(order.key()) ? review(now) : Ruling.NOTHING);
    }

    boolean isSuspect(String key) {
        return seed % SEEDS == 0 && Math.floorMod(key.hashCode() * 31L + seed, ORDERS) == 0;
    }

    private static Ruling review(Instant now) {
        var judgement = new Judgement("fraud", Outcome.REVIEW, "suspect", 1, new TreeMap<>(), now);
        return new Ruling(Outcome.REVIEW, List.of(judgement), null, List.of(), Outcome.REVIEW);
    }
}
