package gateway.corebanking;

import gateway.shared.problems.ProblemType;

/** What can be wrong with what the staff asks about core banking, most decisive first. */
public enum CoreBankingProblem implements ProblemType {
    DOCUMENT_NOT_STOPPED(404, "No such document waits for a person"),
    DOCUMENT_NOT_ACCEPTED(409, "No such document was accepted by the core banking system"),
    STATEMENT_REFUSED(422, "The statement is refused as a whole"),
    STATEMENT_CHANGED(409, "Another statement was imported under this name"),
    TIE_OUT_RUNNING(409, "Another day is being compared"),
    CORE_BREAK_NOT_AMENDABLE(422, "No document can put this right"),
    CORE_BREAK_CHANGED(409, "Something else would be booked than was proposed");

    private final int status;
    private final String title;

    CoreBankingProblem(int status, String title) {
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
