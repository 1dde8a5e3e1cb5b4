package gateway.customers;

import gateway.shared.problems.ProblemType;

/** What can be wrong with a person, what they prove about themselves, or a merchant. */
public enum CustomerProblem implements ProblemType {
    CUSTOMER_NOT_FOUND(404, "No such customer"),
    MERCHANT_NOT_FOUND(404, "No such merchant"),
    PINFL_INVALID(422, "This is not a personal number"),
    PERSON_UNREADABLE(422, "Name, birth date or country cannot be read"),
    DOCUMENT_INVALID(422, "This is not such a document"),
    DOCUMENT_EXPIRED(422, "The document has expired"),
    DOCUMENTS_TOO_MANY(409, "There are as many documents as one customer can have"),
    IDENTITY_MISSING(409, "The customer has not said who they are"),
    CUSTOMER_CHANGED(409, "Something about the customer has changed"),
    TWO_NEEDED(422, "This needs two members of the staff"),
    ADDRESS_UNKNOWN(404, "Nobody has told where the customer lives"),
    ADDRESS_INVALID(422, "This is not an address that banks can be told"),
    VERIFICATION_INVALID(422, "This cannot be verified so");

    private final int status;
    private final String title;

    CustomerProblem(int status, String title) {
        this.status = status;
        this.title = title;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
