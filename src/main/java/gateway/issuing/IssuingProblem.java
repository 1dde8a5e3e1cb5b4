package gateway.issuing;

import gateway.shared.problems.ProblemType;

/** What can be wrong with a card we issued, most decisive first. */
public enum IssuingProblem implements ProblemType {
    ISSUED_CARD_NOT_FOUND(404, "No such card of ours"),
    CARDS_RESTRICTED(422, "Cards are restricted for now"),
    CARDS_NOT_POSSIBLE(422, "This cannot be done with your cards"),
    CARD_ENDED(409, "The card has ended for good"),
    FROZEN_BY_BANK(409, "The bank froze the card, and only the bank can lift it"),
    NOT_POSSIBLE_NOW(409, "The card's state does not allow this"),
    NUMBER_MUST_CHANGE(422, "A lost or stolen card is replaced by one with another number"),
    TOO_MANY_ISSUED_CARDS(409, "No more cards can be issued"),
    PIN_UNFIT(422, "This cannot be a PIN"),
    PIN_TOO_EASY(422, "This PIN is too easy to guess"),
    CONTROLS_INVALID(422, "These controls contradict themselves"),
    NUMBER_CODE_REFUSED(422, "The code for the card's number is wrong or has expired"),
    NUMBER_SHOWN_BEFORE(409, "The card's number was shown with this code before");

    private final int status;
    private final String title;

    IssuingProblem(int status, String title) {
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
