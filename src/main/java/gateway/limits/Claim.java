package gateway.limits;

import gateway.shared.ids.AccountId;
import gateway.shared.ids.CustomerId;
import java.time.Instant;
import java.util.UUID;

/**
 * What a use wants of one limit.
 *
 * @param since uses after that moment count with it
 * @param holder whose own maximum would take the place of the limit's
 */
record Claim(Limit limit, Taken taken, Instant since, CustomerId holder) {

    static Claim of(Limit limit, Use use) {
        return new Claim(limit, Taken.of(limit, use), limit.window().start(use.at()), limit.holder(use));
    }

    /** The account of the holder's wallet in the limit's currency. */
    UUID wallet() {
        return AccountId.of(holder.value(), limit.asset()).value();
    }

    CounterKey key() {
        return taken.key();
    }
}
