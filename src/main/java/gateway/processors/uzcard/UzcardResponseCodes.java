package gateway.processors.uzcard;

import static gateway.processors.DeclineReason.AMOUNT_INVALID;
import static gateway.processors.DeclineReason.AUTHENTICATION_REQUIRED;
import static gateway.processors.DeclineReason.CARD_BLOCKED;
import static gateway.processors.DeclineReason.CARD_EXPIRED;
import static gateway.processors.DeclineReason.CARD_NOT_FOUND;
import static gateway.processors.DeclineReason.CARD_RESTRICTED;
import static gateway.processors.DeclineReason.INSUFFICIENT_FUNDS;
import static gateway.processors.DeclineReason.ISSUER_UNAVAILABLE;
import static gateway.processors.DeclineReason.LIMIT_EXCEEDED;
import static gateway.processors.DeclineReason.PAYEE_INVALID;
import static gateway.processors.DeclineReason.PIN_OR_CODE_WRONG;
import static gateway.processors.DeclineReason.RAIL_FAILURE;
import static gateway.processors.DeclineReason.SUSPECTED_FRAUD;

import gateway.cards.CardRegistrar.Registration.Reason;
import gateway.processors.DeclineReason;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * SVGate's error codes in our words. Source: the table {@code RPCErrors.php} of public SVGate integrations.
 *
 * <p>A code that does not prove that nothing happened is no decline: "retry", "outcome unknown", "repeated ext" and
 * every code that is not in the table leave the outcome open, and {@code trans.ext} settles it.
 */
final class UzcardResponseCodes {

    /** What {@code trans.ext} says when SVGate knows nothing of a message. */
    static final int NOT_FOUND = -208;

    /** No such hold, or it does not stand any more. */
    static final int HOLD_NOT_FOUND = -242;

    /** Reversed before. */
    static final int REPEATED_REVERSAL = -389;

    /** In answer to a reversal: no such transaction, or cancelled already. */
    static final Set<Integer> GONE = Set.of(NOT_FOUND, -267, -282);

    /** Documented, and yet the money may have moved. */
    static final Set<Integer> UNDECIDED = Set.of(
            // Execution error, JSON-RPC error, server silent, package exception, WCard error.
            -101,
            -102,
            -281,
            -199,
            -211,
            -265,
            -399,
            // Service unavailable, retry later.
            -300,
            -303,
            -304,
            -305,
            -306,
            // SmartVista timed out; outcome unknown, ask trans.ext later.
            -307,
            -301,
            -302,
            -308,
            -309,
            -310,
            -311,
            // The ext was used before: by us, so that message decides.
            -207,
            // Not found, not found in SV, not found or cancelled, no information, repeated reversal.
            NOT_FOUND,
            -267,
            -282,
            -280,
            REPEATED_REVERSAL,
            // It succeeded, and only a reversal takes it back.
            -380);

    private static final Map<Integer, DeclineReason> DECLINES = declines();

    private static final Map<Integer, Reason> REGISTRATION = Map.ofEntries(
            Map.entry(-201, Reason.EXPIRY_WRONG),
            Map.entry(-214, Reason.EXPIRY_WRONG),
            Map.entry(-216, Reason.EXPIRY_WRONG),
            Map.entry(-269, Reason.CODE_WRONG),
            Map.entry(-270, Reason.CODE_EXPIRED),
            Map.entry(-294, Reason.CODE_EXPIRED),
            Map.entry(-314, Reason.CODE_EXPIRED));

    private UzcardResponseCodes() {}

    /** Empty when the code leaves the outcome open. */
    static Optional<DeclineReason> decline(int code) {
        return Optional.ofNullable(DECLINES.get(code));
    }

    /** Why SVGate does not register a card; empty when nothing is decided, or when the fault is ours or SVGate's. */
    static Optional<Reason> refusal(int code) {
        var known = REGISTRATION.get(code);
        return known != null
                ? Optional.of(known)
                : decline(code).filter(reason -> reason != RAIL_FAILURE).map(UzcardResponseCodes::refusal);
    }

    private static Reason refusal(DeclineReason reason) {
        return switch (reason) {
            case CARD_NOT_FOUND -> Reason.CARD_UNKNOWN;
            case CARD_EXPIRED -> Reason.EXPIRY_WRONG;
            case CARD_BLOCKED, CARD_LOST_OR_STOLEN -> Reason.CARD_BLOCKED;
            case PIN_OR_CODE_WRONG -> Reason.CODE_WRONG;
            default -> Reason.NOT_PERMITTED;
        };
    }

    private static Map<Integer, DeclineReason> declines() {
        var table = new HashMap<Integer, DeclineReason>();
        generic(table);
        card(table);
        transaction(table);
        registration(table);
        epos(table);
        other(table);
        return Map.copyOf(table);
    }

    private static void generic(Map<Integer, DeclineReason> table) {
        // Empty or missing parameters, bad format, no access to the method, access denied.
        put(table, RAIL_FAILURE, -100, -103, -384, -209, -256, -291);
    }

    private static void card(Map<Integer, DeclineReason> table) {
        put(table, CARD_NOT_FOUND, -200, -202, -212, -215, -216, -218, -382);
        put(table, CARD_EXPIRED, -201, -214);
        put(table, CARD_BLOCKED, -204, -205, -261);
        // Not re-issued, no SMS informing, corporate, another bank's, not in a list, issuer or PINFL not permitted,
        // top-up only.
        put(table, CARD_RESTRICTED, -203, -206, -258, -275, -276, -296, -327, -328, -373, -383, -392, -393, -398);
        // Sender and recipient are the same card.
        put(table, PAYEE_INVALID, -210, -213);
        // The phone is not the card's.
        put(table, AUTHENTICATION_REQUIRED, -224, -277, -320);
        // Answers to questions about a card that a payment never asks.
        put(table, RAIL_FAILURE, -217, -290, -248, -266, -278, -289, -371);
        // Main and supplementary cards.
        put(table, CARD_RESTRICTED, -219, -220, -221, -222, -223, -225, -226, -227);
        put(table, CARD_RESTRICTED, -229, -230, -231, -232, -233, -234, -235, -279);
    }

    private static void transaction(Map<Integer, DeclineReason> table) {
        put(table, INSUFFICIENT_FUNDS, -240, -260, -239);
        put(table, AMOUNT_INVALID, -245, -259, -381);
        put(table, LIMIT_EXCEEDED, -262);
        put(table, SUSPECTED_FRAUD, -333);
        // Provider prohibited; merchant and card of different institutions.
        put(table, PAYEE_INVALID, -246, -388);
        // Bad date12, bad stan; hold: bad period, not found.
        put(table, RAIL_FAILURE, -329, -330, -241, HOLD_NOT_FOUND);
    }

    private static void registration(Map<Integer, DeclineReason> table) {
        put(table, CARD_NOT_FOUND, -257, -372);
        put(table, PIN_OR_CODE_WRONG, -269, -270, -294, -314);
        put(table, LIMIT_EXCEEDED, -293);
        // Token exists, SMS failed, phone wrong or missing, no template, tokens only, not created, more than five.
        put(table, RAIL_FAILURE, -271, -292, -297, -299, -376, -377, -378, -379);
    }

    private static void epos(Map<Integer, DeclineReason> table) {
        put(table, ISSUER_UNAVAILABLE, -244);
        // Our merchant and terminal are not what SVGate knows or allows.
        put(table, RAIL_FAILURE, -236, -237, -243, -247, -286, -249, -250, -251, -252, -253, -254, -255);
        put(table, RAIL_FAILURE, -264, -268, -298, -316, -318, -319, -374, -375, -387);
    }

    private static void other(Map<Integer, DeclineReason> table) {
        put(table, LIMIT_EXCEEDED, -228, -323, -324, -326);
        put(table, CARD_NOT_FOUND, -238);
        // Transport cards (ATTO).
        put(table, CARD_RESTRICTED, -283, -284, -285);
        // Status id, rights, user, actions, key, dates, contract, code.
        put(table, RAIL_FAILURE, -263, -272, -273, -274, -295, -287, -288, -321, -322, -325, -370, -385, -386, -390);
    }

    private static void put(Map<Integer, DeclineReason> table, DeclineReason reason, int... codes) {
        for (int code : codes) {
            if (table.put(code, reason) != null || UNDECIDED.contains(code)) {
                throw new IllegalStateException("Code " + code + " stands twice in the table");
            }
        }
    }
}
