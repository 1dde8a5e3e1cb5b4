package gateway.cards;

import gateway.shared.ids.CardId;
import gateway.shared.ids.CustomerId;
import reactor.core.publisher.Mono;

/** Cards as payments see them: no number, no expiry. Whether a card may be used now is decided by {@link UseCard}. */
public interface Cards {

    /** Errors with {@link CardProblem#CARD_NOT_FOUND} also when the card is somebody else's. */
    Mono<CardSummary> ownedBy(CustomerId customer, CardId card);

    /** Read now, for whoever has to say something of it before it is used. Errors as {@link #ownedBy}. */
    Mono<CardState> stateOf(CustomerId owner, CardId card);

    /**
     * Remembers a recipient's number in the vault, once: the same number gives the same id. Errors with
     * {@link CardProblem#PAN_INVALID} or {@link CardProblem#SCHEME_UNKNOWN}.
     *
     * @param pan digits as the client wrote them
     */
    Mono<CardSummary> recipient(String pan);
}
