package gateway.payments;

import gateway.shared.ids.CardId;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.PaymentId;
import gateway.shared.money.Money;
import reactor.core.publisher.Mono;

/**
 * Passes money that came for a card on to it, out of its owner's wallet: an ordinary payment that no device asked for.
 * Whoever took the money has asked about limits, fees and fraud already, so it is neither counted nor priced again.
 */
public interface PassOn {

    /** Makes the payment unless it was made before, and says how it stands. Errors mean that nobody knows yet. */
    Mono<Passed> passOn(Wish wish);

    /**
     * Sees to it that the payment is never made, unless it was made before: then says how it stands. What was not
     * delivered stays then.
     */
    Mono<Passed> giveUp(Wish wish);

    /**
     * What is to be passed on. All but the id is the same whenever it is asked again; another id is another payment.
     *
     * @param payment its id, from which everything follows that may happen only once; its shard is the owner's
     */
    record Wish(PaymentId payment, CustomerId owner, CardId card, Money amount) {}

    /** How it stands. */
    enum Passed {
        /** The card has it. */
        ARRIVED,
        /** It was made, and its outcome is not certain yet. */
        UNDER_WAY,
        /** No rail can take it now; nothing was made. */
        NOT_NOW,
        /** It was made and certainly did not reach the card, which has not refused it: only another payment can. */
        UNDELIVERED,
        /** The card does not get it, now or later: it is the wallet's. */
        STAYED,
        /** People have to find out. */
        UNCLEAR
    }
}
