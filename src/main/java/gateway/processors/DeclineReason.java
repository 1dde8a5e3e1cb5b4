package gateway.processors;

/** Why a rail said no, in our words; stable in the API. Each rail maps all its codes to these in one table. */
public enum DeclineReason {
    INSUFFICIENT_FUNDS,
    LIMIT_EXCEEDED,
    CARD_NOT_FOUND,
    CARD_EXPIRED,
    CARD_BLOCKED,
    CARD_LOST_OR_STOLEN,
    CARD_RESTRICTED,
    SUSPECTED_FRAUD,
    DO_NOT_HONOUR,
    AUTHENTICATION_REQUIRED,
    PIN_OR_CODE_WRONG,
    AMOUNT_INVALID,
    LEGAL_RESTRICTION,
    PAYEE_INVALID,
    ISSUER_UNAVAILABLE,
    DUPLICATE,
    RAIL_FAILURE,
    /** The payer did not pay the bill, or threw it away. */
    NOT_PAID,
    /** Our own: the customer called the payment off. */
    CALLED_OFF,
    /** Our own: the rail could not be asked, and nothing happened. */
    NOT_DELIVERED,
    /** Our own: the rail did not answer, and its books say that nothing happened, or that it was undone. */
    NO_ANSWER;

    /** As the API writes it: {@code insufficient_funds}. */
    public String wireName() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
