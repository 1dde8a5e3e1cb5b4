package gateway.customers;

import gateway.shared.problems.ProblemType;

/** What can be wrong with a person or a merchant. */
public enum CustomerProblem implements ProblemType {
    CUSTOMER_NOT_FOUND(404, "No such customer"),
    MERCHANT_NOT_FOUND(404, "No such merchant");

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
