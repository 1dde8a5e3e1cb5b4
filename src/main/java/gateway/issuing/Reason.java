package gateway.issuing;

import java.util.Locale;

/**
 * Why we answer the network as we do, in the order in which a purchase is looked at, and what the network calls it
 * (field 39). Our words are stable; several share a code, for the network has fewer.
 */
public enum Reason {
    APPROVED("00"),
    /** A question about the card alone: nothing speaks against it. */
    CARD_IN_ORDER("85"),
    MESSAGE_NOT_SERVED("12"),
    CARD_UNKNOWN("14"),
    NOT_ACTIVATED("78"),
    FROZEN_BY_HOLDER("62"),
    FROZEN_BY_BANK("62"),
    LOST("41"),
    STOLEN("43"),
    CLOSED("46"),
    EXPIRED("54"),
    /** Somebody tried out codes or expiries; a right one is refused too. */
    GUESSED_TOO_OFTEN("63"),
    EXPIRY_DIFFERS("54"),
    PIN_LOCKED("75"),
    PIN_UNREADABLE("81"),
    PIN_NOT_SET("86"),
    PIN_WRONG("55"),
    CODE_WRONG("N7"),
    /** People of the bank have decided so; nobody is told what. */
    NOT_POSSIBLE("05"),
    AMOUNT_NOT_VALID("13"),
    CURRENCY_NOT_ALLOWED("57"),
    CATEGORY_NOT_VALID("12"),
    SINGLE_USE_SPENT("57"),
    OTHER_MERCHANT("57"),
    CHANNEL_NOT_ALLOWED("57"),
    CATEGORY_NOT_ALLOWED("57"),
    COUNTRY_NOT_ALLOWED("57"),
    MERCHANT_NOT_ALLOWED("57"),
    HOUR_NOT_ALLOWED("57"),
    AMOUNT_ABOVE_CONTROL("61"),
    AMOUNT_LIMIT("61"),
    COUNT_LIMIT("65"),
    /** An order of the state stops the holder, the card or the wallet. */
    RESTRICTED_BY_ORDER("62"),
    BANK_LIMIT("61"),
    FUNDS_SHORT("51"),
    /** Its reversal came first. */
    REVERSED_BEFORE("79"),
    /** Nothing of that name is there to be raised or reversed; a reversal is remembered all the same. */
    ORIGINAL_UNKNOWN("25"),
    ALREADY_CLEARED("21"),
    /** Another message had this name. */
    NAME_TAKEN("94"),
    /** Our books are out of reach: nothing happened, and nothing is kept. */
    NOT_NOW("91");

    private final String code;

    Reason(String code) {
        this.code = code;
    }

    /** The network's. */
    public String responseCode() {
        return code;
    }

    public boolean isApproval() {
        return this == APPROVED || this == CARD_IN_ORDER;
    }

    /** Whether the PIN was right by then, if there was one. */
    boolean comesAfterPin() {
        return isApproval() || compareTo(PIN_WRONG) > 0;
    }

    /** Whether it tells who guessed that the guess was wrong. */
    boolean answersGuess() {
        return this == EXPIRY_DIFFERS || this == CODE_WRONG;
    }

    /** As it is stored and shown. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Reason ofSlug(String slug) {
        return valueOf(slug.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
