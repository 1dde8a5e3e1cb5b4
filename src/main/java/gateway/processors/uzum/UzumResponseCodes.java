package gateway.processors.uzum;

import gateway.processors.DeclineReason;
import java.util.Optional;
import java.util.Set;

/**
 * Uzum's codes and words in ours, from its own documentation. 400 stands for many things, from a code that has expired
 * to a lack of money, and so tells no more than that the account did not pay. Whether it paid the word tells: one that
 * is not known here may stand for a payment that was made.
 */
final class UzumResponseCodes {

    static final int NOT_FOUND = 404;

    /** Words that say that nothing was paid under our name. */
    private static final Set<String> NOTHING = Set.of(
            "apelsin.pay.authorization.error",
            "apelsin.pay.safe.mode.on",
            "apelsin.pay.unsupported.operation",
            "apelsin.pay.user.otp.data.expired",
            "apelsin.pay.wrong.prefix.otp.data",
            "device.not.registered",
            "limit.was.set",
            "operation.failed",
            "operation.forbidden",
            // The code paid before, under another name: what comes twice under ours is transaction.duplicated.
            "qr.duplicated",
            "receipt.qr.only.yours",
            "user.card.not.found",
            "user.does.not.exist");

    private static final String IRREVERSIBLE = "apelsin.pay.reverse.not.allowed";

    private UzumResponseCodes() {}

    /** Empty when the answer to a payment leaves the outcome open. */
    static Optional<DeclineReason> decline(int code, String message) {
        return NOTHING.contains(message) || (message.isEmpty() && standsForOneThing(code))
                ? decline(code)
                : Optional.empty();
    }

    /** Whether a payment was not reversed, and will not be. */
    static boolean isIrreversible(int code, String message) {
        return IRREVERSIBLE.equals(message) || decline(code, message).isPresent();
    }

    private static boolean standsForOneThing(int code) {
        return switch (code) {
            case 401, 403, 416 -> true;
            default -> false;
        };
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
