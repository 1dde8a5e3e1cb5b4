package gateway.processors.visa;

import static gateway.processors.DeclineReason.*;

import gateway.cards.CardRegistrar.Registration;
import gateway.processors.DeclineReason;
import gateway.processors.Reversal;
import java.util.Optional;

/**
 * Field 39 in our words. Codes as processors publish them for VISA (docs.antom.com iso codes, docs.payengine.co,
 * docs.moamalat.net); 1A, 6P, B1, P2, P5, P6, Q1, Z1 and Z3 from general practice. A code that is not here is no
 * answer: the outcome stays unknown and is reversed.
 */
final class VisaResponseCodes {

    private VisaResponseCodes() {}

    /** What a code says about money. */
    sealed interface Verdict {

        /** The money moved, all of it. */
        record Approved() implements Verdict {}

        /** It did not. */
        record Declined(DeclineReason reason) implements Verdict {}

        /** Not an answer to what we asked: it is treated like silence, so that it gets reversed. */
        record Unusable(String why) implements Verdict {}
    }

    static Verdict ofMoney(String code) {
        return switch (code) {
            case "00", "11" -> new Verdict.Approved();
            // We never offer to take less than the whole; whatever was held has to go back.
            case "10" -> new Verdict.Unusable("approved in part");
            default ->
                declineOf(code)
                        .<Verdict>map(Verdict.Declined::new)
                        .orElseGet(() -> new Verdict.Unusable("unknown response code"));
        };
    }

    /** Empty for an approval and for a code that nobody published. */
    static Optional<DeclineReason> declineOf(String code) {
        return Optional.ofNullable(
                switch (code) {
                    case "51" -> INSUFFICIENT_FUNDS;
                    case "61", "65", "N4" -> LIMIT_EXCEEDED;
                    case "14", "15" -> CARD_NOT_FOUND;
                    case "54" -> CARD_EXPIRED;
                    case "04", "46", "78" -> CARD_BLOCKED;
                    case "41", "43" -> CARD_LOST_OR_STOLEN;
                    case "12", "39", "52", "53", "57", "58", "62", "N3", "R0", "R1", "R3" -> CARD_RESTRICTED;
                    case "07", "59", "63" -> SUSPECTED_FRAUD;
                    case "01", "02", "05", "79", "Z1" -> DO_NOT_HONOUR;
                    case "1A", "70" -> AUTHENTICATION_REQUIRED;
                    case "55", "75", "82", "6P", "N7", "P5", "P6", "Q1" -> PIN_OR_CODE_WRONG;
                    case "13", "B1" -> AMOUNT_INVALID;
                    case "64", "93" -> LEGAL_RESTRICTION;
                    case "03", "P2" -> PAYEE_INVALID;
                    case "91", "92", "N0", "Z3" -> ISSUER_UNAVAILABLE;
                    case "94" -> DUPLICATE;
                    case "06", "19", "21", "25", "28", "74", "76", "80", "81", "86", "89", "96" -> RAIL_FAILURE;
                    default -> null;
                });
    }

    static Reversal ofReversal(String code) {
        return switch (code) {
            // Undone now; never there; undone before. In each case nothing stands.
            case "00", "11", "25", "76", "79", "94" -> new Reversal.Reversed(code);
            case "06", "19", "28", "74", "81", "86", "89", "91", "92", "96", "N0", "Z3" ->
                new Reversal.Unclear("answered " + code);
            default ->
                declineOf(code)
                        .<Reversal>map(_ -> new Reversal.Refused(code))
                        .orElseGet(() -> new Reversal.Unclear("unknown response code"));
        };
    }

    static Registration ofVerification(String code) {
        return switch (code) {
            case "00", "11", "85" -> new Registration.Confirmed(null, null);
            default ->
                declineOf(code)
                        .map(reason -> refusal(reason, code))
                        .orElseGet(() -> new Registration.Unavailable("unknown response code"));
        };
    }

    private static Registration refusal(DeclineReason reason, String code) {
        return switch (reason) {
            case CARD_NOT_FOUND -> new Registration.Refused(Registration.Reason.CARD_UNKNOWN, code);
            case CARD_EXPIRED -> new Registration.Refused(Registration.Reason.EXPIRY_WRONG, code);
            case CARD_BLOCKED, CARD_LOST_OR_STOLEN, SUSPECTED_FRAUD ->
                new Registration.Refused(Registration.Reason.CARD_BLOCKED, code);
            case ISSUER_UNAVAILABLE, RAIL_FAILURE -> new Registration.Unavailable("answered " + code);
            default -> new Registration.Refused(Registration.Reason.NOT_PERMITTED, code);
        };
    }
}
