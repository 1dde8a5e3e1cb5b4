package gateway.issuing;

import static gateway.issuing.IssuingProblem.CARD_ENDED;

import gateway.issuing.CardAction.Actor;
import gateway.issuing.postgres.IssuedCardStore;
import gateway.shared.ids.IssuedCardId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Lets a card's code and expiry be used again before the lock that guesses brought about ends by itself. Guesses that
 * did not lock it yet are forgiven too.
 */
@Component
final class ForgiveGuesses extends CardActKind {

    private final IssuedCardStore store;
    private final ChangeCard changes;
    private final TransactionalOperator transaction;

    ForgiveGuesses(IssuedCardStore store, ChangeCard changes, TransactionalOperator transaction) {
        super("unlock-issued-card", store);
        this.store = store;
        this.changes = changes;
        this.transaction = transaction;
    }

    @Override
    String describe(IssuedCard card) {
        if (card.state().isFinal()) {
            throw CARD_ENDED.because("The card is " + card.state().code());
        }
        return "code and expiry locked until " + card.guessLockedUntil();
    }

    @Override
    Mono<IssuedCard> lift(IssuedCardId id, String who, String why) {
        return store.lock(id)
                .map(ChangeCard::any)
                .flatMap(card -> changes.note(card, "unlock-code", Actor.BANK, who, why, IssuedCard::forgiven))
                .flatMap(card -> store.forgiveGuesses(id).thenReturn(card))
                .as(transaction::transactional);
    }
}
