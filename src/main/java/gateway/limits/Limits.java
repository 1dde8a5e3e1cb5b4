package gateway.limits;

import gateway.limits.Meter.Reading;
import gateway.platform.journal.Part;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.PaymentId;
import gateway.shared.money.Money;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * Counts payments against the rules in force, and on meters. Whoever makes a payment adds {@link #take} to its entry in
 * the journal, which refuses it with a {@link LimitRefusal} or {@link CountMoved}; what is taken stays reserved for it.
 * Whoever ends one that moved no money adds {@link #giveBack}.
 */
public interface Limits {

    /** Whether any rule goes by how well customers are known, so that uses must say it. */
    boolean goByTier();

    /** Empty when no rule concerns it and nothing is metered. */
    Optional<Part> take(Use use, List<Metered> metered);

    /** Of what is on no meter. */
    default Optional<Part> take(Use use) {
        return take(use, List.of());
    }

    /** Which count of that limit the use would add to; empty where the limit does not concern it. */
    default Optional<CounterKey> countOf(Use use, String limit) {
        return Optional.empty();
    }

    /** One reading for each meter, in their order. */
    Mono<List<Reading>> read(CustomerId customer, List<Meter> meters);

    /** What the payment took, to be counted back; empty when it took nothing. */
    Mono<Part> giveBack(PaymentId payment);

    /** What it still has on its way into a wallet, now that it arrives there; empty when that is nothing. */
    Mono<Part> arrived(PaymentId payment);

    /**
     * What a refund of so much gives back: as much of every amount, and with the last unit of the payment what counts
     * payments and payees, and on meters that say so; empty when it took nothing that still counts.
     */
    Mono<Part> giveBackRefunded(PaymentId payment, Money refunded);
}
