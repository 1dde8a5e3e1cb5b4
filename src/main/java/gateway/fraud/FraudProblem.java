package gateway.fraud;

import gateway.shared.problems.ProblemType;

/** What can be wrong with what is said about fraud, most decisive first. */
public enum FraudProblem implements ProblemType {
    ORDER_UNSIGNED(401, "The signature of this order is not right"),
    ORDER_INVALID(422, "This order cannot be carried out"),
    ORDER_UNKNOWN(404, "There is no such order"),
    ORDER_DIFFERS(409, "Another order has this id"),
    INCIDENT_INVALID(422, "This incident cannot be reported"),
    INCIDENT_DIFFERS(409, "Another incident has this id"),
    RULES_UNREADABLE(422, "This pack of fraud rules is refused"),
    BACK_TEST_BUSY(429, "Another back-test is running"),
    RESTRICTIONS_UNKNOWN(503, "Nobody can tell at the moment whether this is stopped");

    private final int status;
    private final String title;

    FraudProblem(int status, String title) {
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
