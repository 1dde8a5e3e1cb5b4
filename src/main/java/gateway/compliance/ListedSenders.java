package gateway.compliance;

import gateway.compliance.Verdict.Match;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.PaymentId;
import reactor.core.publisher.Mono;

/** Has compliance hear that somebody who is on a list tried to send a customer money. Neither hears anything of it. */
@FunctionalInterface
public interface ListedSenders {

    /**
     * Completes once it is stored; trying again adds nothing while somebody still has to look.
     *
     * @param sender the entry that the sender is taken for
     */
    Mono<Void> sent(CustomerId receiver, PaymentId arrival, Match sender);
}
