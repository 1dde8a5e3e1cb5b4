package gateway.cards;

import gateway.cards.postgres.CardStore;
import gateway.cards.postgres.NumberStore;
import gateway.shared.ids.CustomerId;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Finds them by the number's keyed hash; nothing is decrypted. */
@Component
final class FindLinkedCards implements LinkedCards {

    private final NumberStore numbers;
    private final CardStore cards;

    FindLinkedCards(NumberStore numbers, CardStore cards) {
        this.numbers = numbers;
        this.cards = cards;
    }

    @Override
    public Mono<Optional<CardSummary>> byNumber(String pan) {
        return Mono.justOrEmpty(Pan.parse(pan))
                .flatMapMany(numbers::linked)
                .collectList()
                .map(found -> found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty());
    }

    @Override
    public Flux<CardSummary> of(CustomerId owner) {
        return cards.list(owner)
                .filter(card ->
                        card.state() == CardState.LINKED && !card.scheme().isOperator())
                .map(card -> new CardSummary(card.id(), owner, card.scheme(), card.masked()));
    }
}
