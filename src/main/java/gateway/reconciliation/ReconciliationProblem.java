package gateway.reconciliation;

import gateway.shared.problems.ProblemType;

/** What can be wrong with what the staff asks about reconciliation, most decisive first. */
public enum ReconciliationProblem implements ProblemType {
    COUNTERPARTY_NOT_FOUND(404, "No such counterparty"),
    BREAK_NOT_FOUND(404, "No such break"),
    DAY_FILE_REFUSED(422, "The file is refused as a whole"),
    DAY_FILE_CHANGED(409, "Another file was imported under this name"),
    BREAK_CLOSED(409, "The break is closed"),
    BREAK_NOT_POSTABLE(422, "No entry of ours would repair this break");

    private final int status;
    private final String title;

    ReconciliationProblem(int status, String title) {
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
