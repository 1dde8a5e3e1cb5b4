package gateway.crossborder;

import gateway.shared.problems.ProblemType;

/** What can be wrong with sending money abroad, most decisive first. */
public enum CrossBorderProblem implements ProblemType {
    REMITTANCE_NOT_FOUND(404, "No such remittance"),
    QUOTE_NOT_FOUND(404, "No such quote"),
    BENEFICIARY_NOT_FOUND(404, "No such beneficiary"),
    CORRIDOR_NOT_FOUND(422, "Money cannot be sent there"),
    BENEFICIARY_CHANGED(409, "The beneficiary was changed meanwhile"),
    TOO_MANY_BENEFICIARIES(409, "There are as many beneficiaries as one may have"),
    BENEFICIARY_INCOMPLETE(422, "The corridor needs to know more of the beneficiary"),
    BENEFICIARY_INVALID(422, "The beneficiary cannot be paid as described"),
    BENEFICIARY_REFUSED(422, "Nothing can be sent to this beneficiary"),
    SENDER_UNKNOWN(409, "The sender has not shown who they are"),
    SENDER_ADDRESS_NEEDED(409, "The corridor needs to know where the sender lives"),
    QUOTE_SIDES(422, "Exactly one of both sums must be named"),
    QUOTE_CURRENCY(422, "The sum is in a currency that the corridor does not exchange"),
    QUOTE_AMOUNT_INVALID(422, "The sum is not one that can be sent"),
    QUOTE_AMOUNT_TOO_SMALL(422, "The sum is smaller than the corridor sends"),
    QUOTE_AMOUNT_TOO_LARGE(422, "The sum is larger than the corridor sends"),
    QUOTE_USED(409, "The quote was used before"),
    QUOTE_EXPIRED(409, "The quote has expired"),
    RATE_UNAVAILABLE(503, "There is no rate that can be relied on right now"),
    CORRESPONDENT_UNREACHABLE(503, "No bank that takes money there can be reached right now"),
    LIQUIDITY_EXHAUSTED(503, "No correspondent can take this much right now"),
    REMITTANCE_NOT_RECALLABLE(409, "The remittance cannot be recalled"),
    REMITTANCE_CHANGED(409, "The remittance moved meanwhile"),
    RATE_NOT_HELD(409, "No such rate waits for a decision"),
    FUNDING_INVALID(422, "It is not a funding of a correspondent"),
    EXCHANGE_RANGE(422, "The report is of too long or too old a time");

    private final int status;
    private final String title;

    CrossBorderProblem(int status, String title) {
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
