package gateway.ledger;

import gateway.shared.problems.ProblemType;

/** What can be wrong when the books are read. */
public enum LedgerProblem implements ProblemType {
    ACCOUNT_NOT_FOUND(404, "No such account");

    private final int status;
    private final String title;

    LedgerProblem(int status, String title) {
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
