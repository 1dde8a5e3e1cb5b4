package gateway.limits;

import gateway.shared.problems.ProblemType;

/** What can be wrong with a maximum that somebody wants for one customer, most decisive first. */
public enum LimitProblem implements ProblemType {
    PERSONAL_LIMIT_UNFIT(422, "This maximum cannot be given to a customer"),
    PERSONAL_LIMIT_NOT_FOUND(422, "There is no such personal maximum"),
    PERSONAL_LIMIT_ENDED(409, "The personal maximum has ended");

    private final int status;
    private final String title;

    LimitProblem(int status, String title) {
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
