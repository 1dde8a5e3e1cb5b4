package gateway.processors.uzum;

import gateway.processors.DeclineReason;
import java.util.Optional;
import java.util.Set;

/**
 * Uzum's codes in our words, from its own documentation. 400 stands for many things, from a code that has expired to a
 * lack of money, and so says no more than that the account did not pay.
 */
final class UzumResponseCodes {

    static final int NOT_FOUND = 404;

    /** Words that say that something under our name may be under way, or done. */
    private static final Set<String> OPEN =
            Set.of("operation.is.inProcess", "transaction.duplicated", "order.id.duplicated");

    private UzumResponseCodes() {}

    /** Empty when the answer leaves the outcome open. */
    static Optional<DeclineReason> decline(int code, String message) {
        return OPEN.contains(message) ? Optional.empty() : decline(code);
    }

    private static Optional<DeclineReason> decline(int code) {
        return switch (code) {
            case 400 -> Optional.of(DeclineReason.DO_NOT_HONOUR);
            // A new user of the app, who has to make three payments in it first.
            case 416 -> Optional.of(DeclineReason.CARD_RESTRICTED);
            // Our signature or service is not theirs to take, the signature is old, the service is not active.
            case 401, 403, 503 -> Optional.of(DeclineReason.RAIL_FAILURE);
            default -> Optional.empty();
        };
    }
}
