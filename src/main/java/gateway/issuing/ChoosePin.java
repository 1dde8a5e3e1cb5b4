package gateway.issuing;

import static gateway.issuing.IssuingProblem.NOT_POSSIBLE_NOW;

import gateway.cards.CardVault;
import gateway.issuing.CardAction.Actor;
import gateway.issuing.hsm.Hsm;
import gateway.issuing.postgres.IssuedCardStore;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.IssuedCardId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Sets and changes a card's PIN, and unlocks it after too many wrong ones. */
@Component
public final class ChoosePin {

    private final IssuedCardStore store;
    private final CardVault vault;
    private final Hsm hsm;
    private final ChangeCard changes;
    private final TransactionalOperator transaction;

    ChoosePin(IssuedCardStore store, CardVault vault, Hsm hsm, ChangeCard changes, TransactionalOperator transaction) {
        this.store = store;
        this.vault = vault;
        this.hsm = hsm;
        this.changes = changes;
        this.transaction = transaction;
    }

    /** A new PIN, whether or not there was one; wrong ones are forgotten. */
    public Mono<IssuedCard> choose(CustomerId owner, IssuedCardId id, String pin) {
        var complaint = PinRules.complaint(pin);
        if (complaint.isPresent()) {
            return Mono.error(complaint.get().because("A PIN has 4 to 12 digits, and none that many would choose"));
        }
        return store.find(id)
                .map(found -> IssuedCards.theirs(found, owner))
                .flatMap(card -> vault.open(card.vault()))
                .flatMap(details -> hsm.pinValue(details.pan(), pin))
                .flatMap(value -> put(owner, id, value).as(transaction::transactional));
    }

    private Mono<IssuedCard> put(CustomerId owner, IssuedCardId id, String value) {
        return store.lock(id)
                .map(found -> alive(IssuedCards.theirs(found, owner)))
                .flatMap(card ->
                        changes.note(card, "choose-pin", Actor.HOLDER, owner.toString(), "", it -> it.withPin(value)));
    }

    /** The PIN stays as it is and may be tried again. */
    public Mono<IssuedCard> unblock(IssuedCardId id, String who, String why) {
        return store.lock(id)
                .map(found -> alive(ChangeCard.any(found)))
                .flatMap(card -> changes.note(card, "unblock-pin", Actor.BANK, who, why, it -> it.withPin(it.pin())))
                .as(transaction::transactional);
    }

    // A PIN belongs to a card in its holder's hands, or on its way there.
    private static IssuedCard alive(IssuedCard card) {
        return switch (card.state()) {
            case ORDERED, ACTIVE, FROZEN, BLOCKED, FROZEN_BLOCKED -> card;
            case LOST, STOLEN, CLOSED, EXPIRED ->
                throw NOT_POSSIBLE_NOW.because("The card is " + card.state().code());
        };
    }
}
