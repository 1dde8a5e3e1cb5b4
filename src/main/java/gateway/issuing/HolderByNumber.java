package gateway.issuing;

import gateway.cards.Pan;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.IssuedCardId;
import gateway.shared.money.Asset;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tells whose account a card that we issued spends from, for whoever wants to send money to the card. */
@Component
public final class HolderByNumber {

    private final IssuedCards cards;

    HolderByNumber(IssuedCards cards) {
        this.cards = cards;
    }

    /**
     * A card that money can be sent to.
     *
     * @param asset of the account from which it pays
     * @param masked first six and last four digits
     */
    public record Payable(IssuedCardId card, CustomerId holder, Asset asset, String masked) {

        static Payable of(IssuedCard it) {
            return new Payable(it.id(), it.owner(), it.asset(), it.masked());
        }
    }

    /**
     * Empty for a number that is none of ours, and for a card that its holder can pay with no more or not yet.
     *
     * @param pan digits as somebody wrote them
     */
    public Mono<Optional<Payable>> find(String pan) {
        return Mono.justOrEmpty(Pan.parse(pan))
                .flatMap(cards::byNumber)
                .map(found -> found.filter(HolderByNumber::isInUse).map(Payable::of))
                .defaultIfEmpty(Optional.empty());
    }

    /** Those of one holder. */
    public Flux<Payable> of(CustomerId holder) {
        return cards.of(holder).filter(HolderByNumber::isInUse).map(Payable::of);
    }

    private static boolean isInUse(IssuedCard card) {
        return card.state() == IssuedState.ACTIVE;
    }
}
