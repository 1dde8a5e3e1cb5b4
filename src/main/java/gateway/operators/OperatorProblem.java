package gateway.operators;

import gateway.shared.problems.ProblemType;

/** What can be wrong with what staff ask about operators, most decisive first. */
public enum OperatorProblem implements ProblemType {
    OPERATOR_NOT_FOUND(404, "No such operator"),
    OPERATOR_TRANSACTION_NOT_FOUND(404, "No such payment at an operator"),
    INVOICE_NOT_FOUND(404, "No such invoice"),
    INVOICE_NOT_OPEN(409, "The invoice is held, paid or closed"),
    INVOICE_UNFIT(422, "This cannot be an invoice"),
    CARD_TAKES_NO_TOP_UPS(422, "Cards of this network cannot be topped up at operators");

    private final int status;
    private final String title;

    OperatorProblem(int status, String title) {
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
