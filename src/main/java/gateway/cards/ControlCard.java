package gateway.cards;

import static gateway.cards.CardProblem.CARD_UNLINKED;

import gateway.cards.postgres.CardStore;
import gateway.shared.ids.CardId;
import gateway.shared.ids.CustomerId;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What an owner sees and decides about a linked card. Once a freeze or an unlinking is answered no new payment takes
 * the card: it waits for the payments that are being opened, and those that come later see it.
 */
@Component
public final class ControlCard {

    private final CardStore cards;
    private final RememberedCards remembered;
    private final TransactionalOperator transaction;
    private final RemoveTokens tokens;
    private final CardNews news;
    private final Moments moments;

    ControlCard(
            CardStore cards,
            RememberedCards remembered,
            TransactionalOperator transaction,
            RemoveTokens tokens,
            CardNews news,
            Moments moments) {
        this.cards = cards;
        this.remembered = remembered;
        this.transaction = transaction;
        this.tokens = tokens;
        this.news = news;
        this.moments = moments;
    }

    /** Linked and frozen cards, latest first. */
    public Flux<Card> list(CustomerId owner) {
        return cards.list(owner);
    }

    /** Errors with {@link CardProblem#CARD_NOT_FOUND} also when the card is somebody else's. */
    public Mono<Card> find(CustomerId owner, CardId card) {
        return cards.owned(owner, card);
    }

    /** Freezing twice changes nothing. Errors with {@link CardProblem#CARD_UNLINKED}. */
    public Mono<Card> freeze(CustomerId owner, CardId card) {
        return change(owner, card, ControlCard::frozen);
    }

    /** Unfreezing twice changes nothing. Errors with {@link CardProblem#CARD_UNLINKED}. */
    public Mono<Card> unfreeze(CustomerId owner, CardId card) {
        return change(owner, card, ControlCard::unfrozen);
    }

    /**
     * The card can be paid with no more and loses its rail token, which its rail is told to forget; its number stays
     * for refunds of what it paid. Unlinking twice changes nothing.
     */
    public Mono<Card> unlink(CustomerId owner, CardId card) {
        return change(owner, card, _ -> CardState.UNLINKED);
    }

    static CardState frozen(CardState state) {
        return switch (state) {
            case LINKED, FROZEN -> CardState.FROZEN;
            case UNLINKED, RECIPIENT -> throw CARD_UNLINKED.because("Link it again first");
        };
    }

    static CardState unfrozen(CardState state) {
        return switch (state) {
            case LINKED, FROZEN -> CardState.LINKED;
            case UNLINKED, RECIPIENT -> throw CARD_UNLINKED.because("Link it again first");
        };
    }

    private Mono<Card> change(CustomerId owner, CardId card, UnaryOperator<CardState> wish) {
        return cards.hold(owner, card)
                .flatMap(held -> store(owner, held, wish.apply(held.state())))
                .as(transaction::transactional)
                .map(remembered::changed);
    }

    private Mono<Card> store(CustomerId owner, Card held, CardState next) {
        var changed = new Card(held.id(), held.scheme(), held.masked(), held.bank(), next, held.linkedAt());
        return next == held.state()
                ? Mono.just(changed)
                : drop(changed)
                        .then(Mono.defer(() -> cards.change(held.id(), next, moments.now())))
                        .then(Mono.defer(() -> announce(owner, changed)))
                        .thenReturn(changed);
    }

    private Mono<Void> drop(Card changed) {
        return changed.state() == CardState.UNLINKED ? tokens.later(changed.id(), moments.now()) : Mono.empty();
    }

    private Mono<Void> announce(CustomerId owner, Card changed) {
        return changed.state() == CardState.UNLINKED ? news.unlinked(owner, changed) : Mono.empty();
    }
}
