package gateway.cards;

import gateway.platform.journal.Part;
import gateway.platform.journal.Refusal;
import gateway.shared.ids.CardId;
import gateway.shared.ids.CustomerId;

/** Asserts, under the lock of the same commit, that the customer may pay with the card right now. Writes nothing. */
public record UseCard(CardId card, CustomerId owner) implements Part {

    /** In order of precedence. */
    public enum CardRefusal implements Refusal {
        NOT_FOUND,
        UNLINKED,
        FROZEN,
        EXPIRED
    }
}
