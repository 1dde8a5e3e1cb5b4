package gateway.fees;

import gateway.shared.problems.ProblemType;

/** Why a payment has no price, most decisive first. */
public enum FeeProblem implements ProblemType {
    FEE_NOT_COUNTABLE(422, "The amount is too large to be priced"),
    FEE_EXCEEDS_AMOUNT(422, "The fee is larger than the amount it is taken from"),
    FEE_CHANGED(409, "The payment would cost something else than was shown");

    private final int status;
    private final String title;

    FeeProblem(int status, String title) {
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
