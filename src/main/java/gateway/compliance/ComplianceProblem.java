package gateway.compliance;

import gateway.shared.problems.ProblemType;

/** What can be wrong with who is to be screened. */
public enum ComplianceProblem implements ProblemType {
    NAME_UNREADABLE(422, "This name cannot be screened"),
    BIRTH_DATE_INVALID(422, "This is not a date of birth");

    private final int status;
    private final String title;

    ComplianceProblem(int status, String title) {
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
