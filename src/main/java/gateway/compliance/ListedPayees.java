package gateway.compliance;

import gateway.compliance.Verdict.Match;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.PaymentId;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Has compliance hear that a customer tried to pay somebody who is on a list. Whoever tried hears nothing of it. */
@FunctionalInterface
public interface ListedPayees {

    /**
     * Completes once it is stored; trying again adds nothing while somebody still has to look.
     *
     * @param payment null where they only named the payee, as a beneficiary
     * @param payee the entry that the payee is taken for
     */
    Mono<Void> tried(CustomerId payer, @Nullable PaymentId payment, Match payee);
}
