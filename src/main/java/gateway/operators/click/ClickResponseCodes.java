package gateway.operators.click;

import gateway.operators.Why;

/** Click's codes with the words that its documents give them. Source: docs.click.uz, SHOP-API errors. */
enum ClickResponseCodes {
    SUCCESS(0, "Success"),
    SIGN(-1, "SIGN CHECK FAILED!"),
    AMOUNT(-2, "Incorrect parameter amount"),
    ACTION(-3, "Action not found"),
    PAID(-4, "Already paid"),
    NOBODY(-5, "User does not exist"),
    NO_TRANSACTION(-6, "Transaction does not exist"),
    FAILED(-7, "Failed to update user"),
    REQUEST(-8, "Error in request from click"),
    CANCELLED(-9, "Transaction cancelled");

    private final int code;
    private final String note;

    ClickResponseCodes(int code, String note) {
        this.code = code;
        this.note = note;
    }

    int code() {
        return code;
    }

    String note() {
        return note;
    }

    static ClickResponseCodes of(Why why) {
        return switch (why) {
            case PAYEE_UNKNOWN, PAYEE_UNREADABLE -> NOBODY;
            // Held means that somebody else is about to pay; there is no word of its own for it.
            case INVOICE_HELD, INVOICE_PAID, CANNOT_GIVE_BACK -> PAID;
            case INVOICE_CLOSED, EXPIRED, ALREADY_CANCELLED -> CANCELLED;
            case AMOUNT_WRONG, LIMIT_EXCEEDED, OTHER_CONTENT -> AMOUNT;
            case TRANSACTION_UNKNOWN -> NO_TRANSACTION;
            case CANNOT_CREDIT, PAYEE_STOPPED -> FAILED;
        };
    }
}
