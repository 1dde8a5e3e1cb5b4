package gateway.approvals;

import gateway.shared.problems.ProblemType;

/** What can be wrong with an act of two people. */
public enum ApprovalProblem implements ProblemType {
    ACT_NOT_FOUND(404, "There is no such act"),
    ACT_KIND_UNKNOWN(422, "There is no such kind of act"),
    ACT_OWN(403, "Somebody else has to decide what you proposed"),
    ACT_NOT_YOURS(403, "Only who proposed an act can withdraw it"),
    ACT_DECIDED(409, "The act has been decided"),
    ACT_EXPIRED(409, "Nobody decided the act in time; propose it again");

    private final int status;
    private final String title;

    ApprovalProblem(int status, String title) {
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
