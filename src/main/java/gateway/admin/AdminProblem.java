package gateway.admin;

import gateway.shared.problems.ProblemType;

/** What can be wrong with what the bank's staff wants. */
public enum AdminProblem implements ProblemType {
    MERCHANT_ID_INVALID(422, "That is not the id of a merchant"),
    MERCHANT_EXISTS(409, "There is a merchant with this id already");

    private final int status;
    private final String title;

    AdminProblem(int status, String title) {
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
