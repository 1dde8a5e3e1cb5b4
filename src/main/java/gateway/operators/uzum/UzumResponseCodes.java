package gateway.operators.uzum;

import gateway.operators.Why;

/**
 * Uzum's codes for what went wrong. Its own table is not public; these come from implementations, which agree up to
 * 10011 and differ after that.
 */
enum UzumResponseCodes {
    ACCESS_DENIED("10001"),
    NOT_JSON("10002"),
    WRONG_OPERATION("10003"),
    PARAMETER_MISSING("10005"),
    WRONG_SERVICE("10006"),
    ACCOUNT_NOT_FOUND("10007"),
    ALREADY_PAID("10008"),
    CANCELLED("10009"),
    ID_USED("10010"),
    WRONG_AMOUNT("10011"),
    TRANSACTION_NOT_FOUND("10014"),
    CANNOT_CONFIRM("10015"),
    CANNOT_REVERSE("10017"),
    SYSTEM("99999");

    private final String code;

    UzumResponseCodes(String code) {
        this.code = code;
    }

    String code() {
        return code;
    }

    static UzumResponseCodes of(Why why) {
        return switch (why) {
            case PAYEE_UNKNOWN, PAYEE_UNREADABLE -> ACCOUNT_NOT_FOUND;
            case INVOICE_HELD, INVOICE_PAID -> ALREADY_PAID;
            case INVOICE_CLOSED, EXPIRED, ALREADY_CANCELLED -> CANCELLED;
            case AMOUNT_WRONG, LIMIT_EXCEEDED -> WRONG_AMOUNT;
            case TRANSACTION_UNKNOWN -> TRANSACTION_NOT_FOUND;
            case OTHER_CONTENT -> ID_USED;
            case CANNOT_GIVE_BACK -> CANNOT_REVERSE;
            case CANNOT_CREDIT, PAYEE_STOPPED -> CANNOT_CONFIRM;
        };
    }
}
