package gateway.operators.paynet;

import gateway.operators.Why;

/** Paynet's codes with what they mean. Its own table is not public; these come from implementations. */
enum PaynetResponseCodes {
    NOT_POST(-32300, "The request must be a POST"),
    NOT_JSON(-32700, "The request is not JSON"),
    UNFIT(-32600, "The request is not a call"),
    NO_METHOD(-32601, "There is no such method"),
    PARAMETERS(-32602, "The parameters are wrong"),
    INTERNAL(-32603, "Internal error"),
    NOT_ENOUGH(77, "Not enough funds on the client's account to cancel"),
    UNAVAILABLE(100, "The service is temporarily not available"),
    EXISTS(201, "The transaction exists"),
    CANCELLED(202, "The transaction is cancelled"),
    NOT_FOUND(203, "The transaction is not found"),
    CLIENT_NOT_FOUND(302, "The client is not found"),
    SERVICE_NOT_FOUND(305, "The service is not found"),
    MISSING(411, "A mandatory parameter is missing"),
    AMOUNT(413, "The amount is wrong"),
    DATE(414, "The date has a wrong format"),
    ACCESS_DENIED(601, "Access denied");

    private final int code;
    private final String text;

    PaynetResponseCodes(int code, String text) {
        this.code = code;
        this.text = text;
    }

    int code() {
        return code;
    }

    String text() {
        return text;
    }

    static PaynetResponseCodes of(Why why) {
        return switch (why) {
            case PAYEE_UNKNOWN, PAYEE_UNREADABLE, INVOICE_PAID, INVOICE_CLOSED -> CLIENT_NOT_FOUND;
            case INVOICE_HELD, CANNOT_CREDIT, PAYEE_STOPPED, EXPIRED -> UNAVAILABLE;
            case AMOUNT_WRONG, LIMIT_EXCEEDED -> AMOUNT;
            case TRANSACTION_UNKNOWN -> NOT_FOUND;
            case OTHER_CONTENT -> EXISTS;
            case ALREADY_CANCELLED -> CANCELLED;
            case CANNOT_GIVE_BACK -> NOT_ENOUGH;
        };
    }
}
