package gateway.operators;

/** Why an operator hears no; each protocol has a code of its own for each. */
public enum Why {
    /** Nobody and nothing has this number. */
    PAYEE_UNKNOWN,
    /** The account is written in no way that we know. */
    PAYEE_UNREADABLE,
    /** Another transaction is about to pay the invoice. */
    INVOICE_HELD,
    INVOICE_PAID,
    INVOICE_CLOSED,
    AMOUNT_WRONG,
    /** A limit of the payee's would be exceeded. */
    LIMIT_EXCEEDED,
    /** An order of the state or the bank's own decision stops the payee's account for now. */
    PAYEE_STOPPED,
    TRANSACTION_UNKNOWN,
    /** The same id came before with another amount or account. */
    OTHER_CONTENT,
    /** The time to confirm it is over; it is cancelled. */
    EXPIRED,
    ALREADY_CANCELLED,
    /** The money is not there any more, or the account is closed: it cannot be taken back. */
    CANNOT_GIVE_BACK,
    /** The account takes no money, or its balance would overflow. */
    CANNOT_CREDIT
}
