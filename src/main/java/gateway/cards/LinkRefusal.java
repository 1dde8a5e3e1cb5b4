package gateway.cards;

import gateway.cards.CardRegistrar.Registration.Reason;
import java.util.Arrays;
import java.util.Locale;

/** Why a card is not linked, as clients are told in the member {@code reason}. */
public enum LinkRefusal {
    CARD_UNKNOWN,
    EXPIRY_WRONG,
    CARD_BLOCKED,
    CODE_WRONG,
    CODE_EXPIRED,
    NOT_PERMITTED,
    /** The rail knows the holder by another phone than the customer's. */
    HOLDER_DIFFERS;

    static LinkRefusal of(Reason reason) {
        return switch (reason) {
            case CARD_UNKNOWN -> CARD_UNKNOWN;
            case EXPIRY_WRONG -> EXPIRY_WRONG;
            case CARD_BLOCKED -> CARD_BLOCKED;
            case CODE_WRONG -> CODE_WRONG;
            case CODE_EXPIRED -> CODE_EXPIRED;
            case NOT_PERMITTED -> NOT_PERMITTED;
        };
    }

    /** The stable name in answers and in the database. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Throws {@link IllegalArgumentException} for a name that is none. */
    public static LinkRefusal of(String code) {
        return Arrays.stream(values())
                .filter(reason -> reason.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No reason: " + code));
    }

    CardProblem problem() {
        return switch (this) {
            case CODE_WRONG, CODE_EXPIRED -> CardProblem.CODE_REFUSED;
            case HOLDER_DIFFERS -> CardProblem.HOLDER_DIFFERS;
            case CARD_UNKNOWN, EXPIRY_WRONG, CARD_BLOCKED, NOT_PERMITTED -> CardProblem.CARD_NOT_CONFIRMED;
        };
    }
}
