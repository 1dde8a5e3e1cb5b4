package gateway.cards;

import gateway.cards.postgres.LinkedCardStore;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.RegistrationId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Links a card, announces it, and has a token that another takes the place of forgotten: all of it or nothing. */
@Component
final class StoreLinked {

    private final LinkedCardStore linked;
    private final RemoveTokens tokens;
    private final CardNews news;
    private final Moments moments;

    StoreLinked(LinkedCardStore linked, RemoveTokens tokens, CardNews news, Moments moments) {
        this.linked = linked;
        this.tokens = tokens;
        this.news = news;
        this.moments = moments;
    }

    /** Emits whether the registration was still open and the card is now linked, as {@link LinkedCardStore#link}. */
    Mono<Boolean> link(
            RegistrationId registration, CustomerId owner, Candidate candidate, @Nullable String railToken, Card card) {
        // Where nothing is linked, or under the same token, what is to be forgotten turns out to be in use.
        var linking = Mono.defer(() -> tokens.later(card.id(), moments.now()))
                .then(Mono.defer(() -> linked.link(registration, owner, candidate, railToken, card)));
        return news.linking(owner, card, linking);
    }
}
