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
     * Sends a code to the customer's phone. The SMS names what is confirmed. Of several callers with the same request
     * one sends; the others, and whoever asks before that code has expired, hear REQUEST_IN_PROGRESS.
     *
     * @param request what the customer asked for, such as an idempotency key; its scope is the customer
     * @param binding everything the code stands for (payment, amount, asset, payee); stored as a hash
     * @param shown the sentence for the SMS, such as {@code 1500.00 UZS -> Korzinka}
     */
    Mono<Challenge> challenge(CustomerId customer, String request, String binding, String shown);

    /**
     * Says whether a code is right. Counts a miss; three misses lock the customer's codes for a while (policy). A right
     * code is not used up: whoever moves what it is bound to does so once, and then there is nothing left to confirm.
     * So nobody has to begin anew because a node died between the code and what it confirms.
     */
    Mono<Result> confirm(ChallengeId challenge, CustomerId customer, String binding, String code);

    /** A code is on its way. */
    record Challenge(ChallengeId id, Instant expiresAt) {}

    /** What became of a code. */
    enum Result {
        CONFIRMED,
        WRONG,
        EXPIRED,
        LOCKED,
        /** No such challenge, another customer's, or another binding's. */
        UNKNOWN
    }
}
