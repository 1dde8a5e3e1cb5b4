package gateway.issuing;

import static gateway.issuing.IssuingProblem.ISSUED_CARD_NOT_FOUND;

import gateway.cards.Pan;
import gateway.issuing.postgres.IssuedCardStore;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.IssuedCardId;
import java.time.YearMonth;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Finds issued cards. Somebody else's is like one that does not exist. */
@Component
public final class IssuedCards {

    private final IssuedCardStore store;
    private final NumberIndex index;

    IssuedCards(IssuedCardStore store, NumberIndex index) {
        this.store = store;
        this.index = index;
    }

    Mono<Optional<IssuedCard>> byNumber(Pan pan) {
        return store.byNumber(index.of(pan));
    }

    /** Whether a card of that number, alive or not, ends or ended then. */
    Mono<Boolean> hadExpiry(Pan pan, YearMonth expiry) {
        return store.hadExpiry(index.of(pan), expiry);
    }

    public Flux<IssuedCard> of(CustomerId owner) {
        return store.owned(owner);
    }

    public Mono<IssuedCard> find(CustomerId owner, IssuedCardId id) {
        return store.find(id).map(found -> theirs(found, owner));
    }

    /** Whosever it is. */
    public Mono<IssuedCard> any(IssuedCardId id) {
        return store.find(id).map(ChangeCard::any);
    }

    static IssuedCard theirs(Optional<IssuedCard> found, CustomerId owner) {
        return found.filter(card -> card.owner().equals(owner))
                .orElseThrow(() -> ISSUED_CARD_NOT_FOUND.because("Of the cards we issued to you, none has this id"));
    }
}
