package gateway.cards;

import gateway.platform.journal.Outbox;
import gateway.shared.ids.CustomerId;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Announces what becomes of a customer's cards, in the transaction in which it does. */
@Component
class CardNews {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Outbox outbox;
    private final TransactionalOperator transaction;

    CardNews(Outbox outbox, TransactionalOperator transaction) {
        this.outbox = outbox;
        this.transaction = transaction;
    }

    /** Links and announces it: both or neither. Emits what {@code linking} says; false links nothing. */
    Mono<Boolean> linking(CustomerId owner, Card card, Mono<Boolean> linking) {
        return linking.flatMap(done -> done ? linked(owner, card) : Mono.just(false))
                .as(transaction::transactional);
    }

    private Mono<Boolean> linked(CustomerId owner, Card card) {
        return outbox.announce(owner, "card.linked", masked(card)).thenReturn(true);
    }

    /** Call inside the transaction that unlinks it. */
    Mono<Void> unlinked(CustomerId owner, Card card) {
        return outbox.announce(owner, "card.unlinked", masked(card));
    }

    // Of the number only what may be shown.
    private static String masked(Card card) {
        return JSON.writeValueAsString(Map.of("card", card.masked()));
    }
}
