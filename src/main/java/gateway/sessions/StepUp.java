package gateway.sessions;

import gateway.shared.ids.ChallengeId;
import gateway.shared.ids.CustomerId;
import java.time.Instant;
import reactor.core.publisher.Mono;

/**
 * A one-time password bound to one transaction (dynamic linking): the code confirms exactly what the customer was
 * shown, and nothing else.
 */
public interface StepUp {

    /**
     * Sends a code to the customer's phone. The SMS names what is confirmed.
     *
     * @param binding everything the code stands for (payment, amount, asset, payee); stored as a hash
     * @param shown the sentence for the SMS, such as {@code 1500.00 UZS -> Korzinka}
     */
    Mono<Challenge> challenge(CustomerId customer, String binding, String shown);

    /** Accepts a code once. Counts a miss; three misses lock the customer's codes for a while (policy). */
    Mono<Result> confirm(ChallengeId challenge, CustomerId customer, String binding, String code);

    /** A code is on its way. */
    record Challenge(ChallengeId id, Instant expiresAt) {}

    /** What became of a code. */
    enum Result {
        CONFIRMED,
        WRONG,
        EXPIRED,
        LOCKED,
        /** No such challenge, another customer's, another binding's, or used before. */
        UNKNOWN
    }
}
