package gateway.cards;

import gateway.shared.problems.ProblemType;

/** What can be wrong with a card, most decisive first. */
public enum CardProblem implements ProblemType {
    PAN_INVALID(422, "This is not a card number"),
    SCHEME_UNKNOWN(422, "Cards of this network are not served"),
    OPERATOR_UNKNOWN(422, "No such operator keeps cards"),
    EXPIRY_INVALID(422, "This is not an expiry date"),
    CARD_NOT_FOUND(404, "No such card"),
    REGISTRATION_NOT_FOUND(404, "No such card registration"),
    REGISTRATION_CLOSED(409, "This registration is over; link the card again"),
    CARD_UNLINKED(409, "The card is no longer linked"),
    CARD_FROZEN(409, "The card is frozen"),
    CARD_EXPIRED(422, "The card has expired"),
    TOO_MANY_CARDS(409, "No more cards can be linked"),
    TOO_MANY_REGISTRATIONS(429, "Too many tries to link a card; try again later"),
    CODE_REFUSED(422, "The code is wrong or has expired"),
    HOLDER_DIFFERS(422, "The card belongs to a holder with another phone"),
    CARD_NOT_CONFIRMED(422, "The card's network does not confirm this card"),
    CARD_RAIL_UNAVAILABLE(503, "The card's network does not answer right now");

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
