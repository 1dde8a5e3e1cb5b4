package gateway.inbound;

import java.util.Arrays;

/** Why a partner hears no, most decisive first; the numbers are those of the protocol. */
public enum No {
    DENIED(10_001, 401, "Key or signature missing or wrong"),
    TOO_OFTEN(10_007, 429, "Too many calls"),
    UNREADABLE(10_002, 400, "Validation Error"),
    BROKEN(10_005, 500, "Unexpected internal error"),
    NOT_ENABLED(10_006, 403, "Method not enabled for the partner"),
    SILENT(10_101, 504, "One of the bank's inner services did not answer"),
    EXISTS(10_211, 400, "Transfer exists"),
    UNKNOWN(10_212, 400, "Transfer not found"),
    TOO_LATE(10_221, 400, "Confirmed too long after the check"),
    NOT_APPROVED(10_220, 400, "Transfer is not APPROVED"),
    NO_BANKS(10_240, 404, "No receiver banks for this phone"),
    WRONG_BANK(10_225, 400, "The receiver is not at the given bank"),
    RECEIVER_UNKNOWN(10_203, 400, "Receiver not found"),
    CARD_UNSUPPORTED(10_204, 400, "The receiver's card is not supported"),
    SENDER_LISTED(10_201, 400, "Sender is refused"),
    RECEIVER_LISTED(10_202, 400, "Receiver is refused"),
    RATE_CHANGED(10_208, 400, "The rate has changed"),
    NO_RATE(10_101, 400, "There is no rate now"),
    TOO_MUCH_AT_ONCE(10_209, 400, "One-time amount limit"),
    TOO_MUCH(10_210, 400, "Amount limit of the receiver"),
    TOO_MANY_A_DAY(10_230, 400, "Too many transfers to the receiver in a day"),
    TOO_MANY_A_MONTH(10_231, 400, "Too many transfers to the receiver in a month"),
    STOPPED(10_401, 200, "The receiver's account is restricted"),
    NO_FUNDS(10_406, 200, "Insufficient funds of the partner"),
    NOT_CREDITED(10_405, 200, "The receiver's account takes no money"),
    NO_ACCOUNT(11_001, 400, "Account not found"),
    PERIOD_TOO_LONG(11_002, 400, "Statement period too long");

    private final int code;
    private final int status;
    private final String text;

    No(int code, int status, String text) {
        this.code = code;
        this.status = status;
        this.text = text;
    }

    public int code() {
        return code;
    }

    /** Of HTTP; 200 where the protocol tells it within the answer. */
    public int status() {
        return status;
    }

    public String text() {
        return text;
    }

    /** For names that came from our own books. */
    public static No of(String name) {
        return Arrays.stream(values())
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No such no: " + name));
    }
}
