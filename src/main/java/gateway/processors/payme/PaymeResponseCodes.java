package gateway.processors.payme;

import static gateway.processors.DeclineReason.AMOUNT_INVALID;
import static gateway.processors.DeclineReason.CARD_BLOCKED;
import static gateway.processors.DeclineReason.CARD_EXPIRED;
import static gateway.processors.DeclineReason.CARD_NOT_FOUND;
import static gateway.processors.DeclineReason.DO_NOT_HONOUR;
import static gateway.processors.DeclineReason.PAYEE_INVALID;
import static gateway.processors.DeclineReason.RAIL_FAILURE;

import gateway.cards.CardRegistrar.Registration.Reason;
import gateway.processors.DeclineReason;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Payme's error codes in our words. Payme documents the JSON-RPC ones and that there are families from -31300 to
 * -31900; what the rest mean is what public integrations agree on, and where they do not (-31622, -31623, -31630) no
 * more is said than that the card did not pay. So no code proves by itself that nothing happened.
 */
final class PaymeResponseCodes {

    /** "Service not available", "paid already", transport: only the receipt tells. */
    private static final Set<Integer> OPEN = Set.of(-31001, -31002, -31402, -32400);

    private static final Map<Integer, DeclineReason> REASONS = Map.ofEntries(
            // The card's number or its token is not known, the card has expired.
            Map.entry(-31300, CARD_NOT_FOUND),
            Map.entry(-31400, CARD_NOT_FOUND),
            Map.entry(-31301, CARD_EXPIRED),
            Map.entry(-31302, CARD_BLOCKED),
            Map.entry(-31611, AMOUNT_INVALID),
            Map.entry(-31601, PAYEE_INVALID),
            // No such receipt, or it has lapsed.
            Map.entry(-31401, RAIL_FAILURE),
            Map.entry(-31403, RAIL_FAILURE),
            // The token has not the form of one, no right, bad JSON, bad request, no such method, bad parameters.
            Map.entry(-32500, RAIL_FAILURE),
            Map.entry(-32504, RAIL_FAILURE),
            Map.entry(-32700, RAIL_FAILURE),
            Map.entry(-32600, RAIL_FAILURE),
            Map.entry(-32601, RAIL_FAILURE),
            Map.entry(-32602, RAIL_FAILURE));

    private static final Map<Integer, Reason> REGISTRATION = Map.of(
            -31300, Reason.CARD_UNKNOWN,
            -31400, Reason.CARD_UNKNOWN,
            -31301, Reason.EXPIRY_WRONG,
            -31302, Reason.CARD_BLOCKED,
            -31101, Reason.CODE_EXPIRED,
            -31102, Reason.CODE_EXPIRED,
            -31103, Reason.CODE_WRONG,
            // No code can be sent: the holder has no SMS for the card.
            -31110, Reason.NOT_PERMITTED);

    private PaymeResponseCodes() {}

    /** Whether it is a no at all. */
    static boolean isRefusal(int code) {
        return !OPEN.contains(code);
    }

    /** Why a card did not pay. */
    static DeclineReason reason(int code) {
        return REASONS.getOrDefault(code, DO_NOT_HONOUR);
    }

    /** Why Payme does not keep a card; empty when nothing is decided. */
    static Optional<Reason> refusal(int code) {
        return Optional.ofNullable(REGISTRATION.get(code));
    }

    /** There is no such card, or it was removed. */
    static boolean isUnknownCard(int code) {
        return REGISTRATION.get(code) == Reason.CARD_UNKNOWN;
    }
}
