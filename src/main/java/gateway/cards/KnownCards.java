package gateway.cards;

import static gateway.cards.CardProblem.CARD_NOT_FOUND;

import gateway.cards.postgres.CardStore;
import gateway.cards.postgres.SealedCard;
import gateway.cards.vault.BlindIndex;
import gateway.shared.ids.CardId;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.TimeOrderedIds;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds a customer's card by its id and a recipient's by its number, from memory where that is safe. */
@Component
final class KnownCards implements Cards {

    private final CardStore cards;
    private final RememberedCards remembered;
    private final CardAdmission admission;
    private final BlindIndex index;
    private final Moments moments;

    KnownCards(
            CardStore cards, RememberedCards remembered, CardAdmission admission, BlindIndex index, Moments moments) {
        this.cards = cards;
        this.remembered = remembered;
        this.admission = admission;
        this.index = index;
        this.moments = moments;
    }

    @Override
    public Mono<CardSummary> ownedBy(CustomerId customer, CardId card) {
        return Mono.fromSupplier(() -> remembered.facts(card))
                .switchIfEmpty(
                        Mono.defer(() -> cards.find(card)).map(remembered::saw).map(SealedCard::summary))
                .filter(summary -> customer.equals(summary.owner()))
                .switchIfEmpty(Mono.error(() -> CARD_NOT_FOUND.because("Of your cards, none has this id")));
    }

    @Override
    public Mono<CardState> stateOf(CustomerId owner, CardId card) {
        return cards.owned(owner, card).map(Card::state);
    }

    @Override
    public Mono<CardSummary> recipient(String pan) {
        return Mono.fromSupplier(() -> admission.number(pan)).flatMap(this::recipient);
    }

    private Mono<CardSummary> recipient(Pan pan) {
        return Mono.fromSupplier(() -> remembered.recipient(pan))
                .switchIfEmpty(Mono.defer(() -> findOrKeep(pan)).map(row -> remembered.sawRecipient(pan, row)));
    }

    private Mono<SealedCard> findOrKeep(Pan pan) {
        int shard = shardOf(pan);
        return cards.recipient(shard, pan)
                .flatMap(found -> found.map(Mono::just).orElseGet(() -> keep(shard, pan)));
    }

    // Whoever keeps the number first gives it its id; the others read that.
    private Mono<SealedCard> keep(int shard, Pan pan) {
        var issuer = admission.issuer(pan);
        var id = new CardId(moments.newId(shard));
        return cards.keepRecipient(id, pan, issuer.scheme(), issuer.bank(), moments.now())
                .then(cards.recipient(shard, pan))
                .map(Optional::orElseThrow);
    }

    // A recipient belongs to nobody; its shard comes from its number's keyed hash, so that every node finds the one
    // row.
    private int shardOf(Pan pan) {
        return Byte.toUnsignedInt(index.of(pan)[0]) % TimeOrderedIds.SHARDS;
    }
}
