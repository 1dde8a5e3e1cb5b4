package gateway.cards;

import gateway.shared.ids.CardId;
import reactor.core.publisher.Mono;

/** Gives a card's number back. For {@code processors} only. */
public interface CardVault {

    /**
     * Errors with {@link CardProblem#CARD_NOT_FOUND}. Served from memory when the card was used lately (still encrypted
     * there).
     */
    Mono<CardDetails> open(CardId card);
}
