package gateway.limits;

import gateway.platform.journal.Part;
import gateway.shared.ids.PaymentId;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * Counts payments against the rules in force. Whoever begins a payment adds {@link #take} to its entry in the journal,
 * which refuses it with a {@link LimitRefusal}; whoever ends one that moved no money adds {@link #giveBack}.
 */
public interface Limits {

    /** Empty when no rule concerns it. */
    Optional<Part> take(Use use);

    /** What the payment took, to be counted back; empty when it took nothing. */
    Mono<Part> giveBack(PaymentId payment);
}
