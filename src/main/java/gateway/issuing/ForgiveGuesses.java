package gateway.issuing;

import gateway.issuing.CardAction.Actor;
import gateway.issuing.postgres.IssuedCardStore;
import gateway.shared.ids.IssuedCardId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Lets a card's code and expiry be used again before the lock that guesses brought about ends by itself. */
@Component
public final class ForgiveGuesses {

    private final IssuedCardStore store;
    private final ChangeCard changes;
    private final TransactionalOperator transaction;

    ForgiveGuesses(IssuedCardStore store, ChangeCard changes, TransactionalOperator transaction) {
        this.store = store;
        this.changes = changes;
        this.transaction = transaction;
    }

    /** Guesses that did not lock it yet are forgiven too. */
    public Mono<IssuedCard> forgive(IssuedCardId id, String who, String why) {
        return store.lock(id)
                .map(ChangeCard::any)
                .flatMap(card -> changes.note(card, "unlock-code", Actor.BANK, who, why, IssuedCard::forgiven))
                .flatMap(card -> store.forgiveGuesses(id).thenReturn(card))
                .as(transaction::transactional);
    }
}
