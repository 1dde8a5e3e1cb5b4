package gateway.inbound;

import gateway.shared.problems.ProblemType;

/** What can be wrong with what the staff wants of arrivals. Partners hear {@link No}. */
public enum InboundProblem implements ProblemType {
    ARRIVAL_NOT_IN_REVIEW(409, "No such arrival waits for the bank");

    private final int status;
    private final String title;

    InboundProblem(int status, String title) {
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
