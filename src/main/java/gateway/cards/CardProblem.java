package gateway.cards;

import gateway.shared.problems.ProblemType;

/** What can be wrong with a card, most decisive first. */
public enum CardProblem implements ProblemType {
    PAN_INVALID(422, "This is not a card number"),
    SCHEME_UNKNOWN(422, "Cards of this network are not served"),
    EXPIRY_INVALID(422, "This is not an expiry date"),
    CARD_NOT_FOUND(404, "No such card"),
    CARD_UNLINKED(409, "The card is no longer linked"),
    CARD_FROZEN(409, "The card is frozen"),
    CARD_EXPIRED(422, "The card has expired");

    private final int status;
    private final String title;

    CardProblem(int status, String title) {
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
