package gateway.cards;

import gateway.shared.ids.CustomerId;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Cards that customers have linked and may use, for whoever wants to send them money. Those of operators are none. */
public interface LinkedCards {

    /**
     * The one with this number. Empty for a number that is none, that nobody linked, or that more than one customer
     * linked: then nobody knows whose it is.
     *
     * @param pan digits as somebody wrote them
     */
    Mono<Optional<CardSummary>> byNumber(String pan);

    /** Latest first. */
    Flux<CardSummary> of(CustomerId owner);
}
