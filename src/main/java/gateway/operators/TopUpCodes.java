package gateway.operators;

import gateway.cards.Scheme;
import gateway.shared.ids.CardId;
import gateway.shared.ids.CustomerId;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Codes of cards. A card has one for ever, and its owner may show it to whoever pays. */
public interface TopUpCodes {

    Mono<Optional<Named>> find(TopUpCode code);

    /** The card's code; the first who asks makes it. */
    Mono<TopUpCode> of(Named card);

    /** The card that a code names. */
    record Named(CustomerId owner, CardId card, Scheme scheme) {}
}
