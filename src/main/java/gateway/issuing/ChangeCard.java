package gateway.issuing;

import static gateway.issuing.IssuingProblem.FROZEN_BY_BANK;
import static gateway.issuing.IssuingProblem.ISSUED_CARD_NOT_FOUND;

import gateway.issuing.CardAction.Actor;
import gateway.issuing.postgres.IssuedCardStore;
import gateway.issuing.postgres.IssuedCardStore.Event;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.IssuedCardId;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Changes a card's state as its life allows, and writes down who did. */
@Component
public final class ChangeCard {

    private final IssuedCardStore store;
    private final CardHistory history;
    private final TransactionalOperator transaction;
    private final Clock clock;

    ChangeCard(IssuedCardStore store, CardHistory history, TransactionalOperator transaction, Clock clock) {
        this.store = store;
        this.history = history;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Emits the card as it is then. What leads to where it is already changes nothing. */
    public Mono<IssuedCard> byHolder(CustomerId owner, IssuedCardId id, CardAction action) {
        return store.lock(id)
                .map(found -> IssuedCards.theirs(found, owner))
                .flatMap(card -> step(card, action, Actor.HOLDER, owner.toString(), ""))
                .as(transaction::transactional);
    }

    /**
     * The same for the bank.
     *
     * @param who the staff member
     * @param why for the record
     */
    public Mono<IssuedCard> byBank(IssuedCardId id, CardAction action, String who, String why) {
        return store.lock(id)
                .map(ChangeCard::any)
                .flatMap(card -> step(card, action, Actor.BANK, who, why))
                .as(transaction::transactional);
    }

    static IssuedCard any(Optional<IssuedCard> found) {
        return found.orElseThrow(() -> ISSUED_CARD_NOT_FOUND.because("None of our cards has this id"));
    }

    /** Within a transaction that locked the card. */
    Mono<IssuedCard> step(IssuedCard card, CardAction action, Actor actor, String who, String detail) {
        return switch (CardLifecycle.step(card.state(), action, actor)) {
            case CardLifecycle.Moved(var to) ->
                allowed(card, action, actor)
                        .then(Mono.defer(() -> note(card, action.code(), actor, who, detail, it -> it.in(to))));
            case CardLifecycle.Unchanged _ -> Mono.just(card);
            case CardLifecycle.Refused(var why) ->
                Mono.error(why.because("The card is " + card.state().code()));
        };
    }

    // What its holder reports lost is lost, but that does not lift what the bank froze: the freeze stands in its past.
    private Mono<Void> allowed(IssuedCard card, CardAction action, Actor actor) {
        return action == CardAction.REPLACE && actor == Actor.HOLDER
                ? history.wasReportedWhileFrozenByBank(card)
                        .filter(frozen -> frozen)
                        .flatMap(_ -> Mono.error(FROZEN_BY_BANK.because("The bank froze the card before it was "
                                + card.state().code())))
                : Mono.empty();
    }

    Mono<IssuedCard> note(
            IssuedCard card, String action, Actor actor, String who, String detail, UnaryOperator<IssuedCard> change) {
        return store.change(new Event(change.apply(card), action, actor.code(), who, card.state(), detail, now()));
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
