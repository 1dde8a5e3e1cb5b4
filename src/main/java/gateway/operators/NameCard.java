package gateway.operators;

import gateway.cards.CardProblem;
import gateway.cards.CardState;
import gateway.cards.CardSummary;
import gateway.cards.Cards;
import gateway.operators.TopUpCodes.Named;
import gateway.shared.ids.CardId;
import gateway.shared.ids.CustomerId;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Gives a customer's card the code by which it is topped up at operators. */
@Component
public class NameCard {

    private final Cards cards;
    private final TopUpCodes codes;

    NameCard(Cards cards, TopUpCodes codes) {
        this.cards = cards;
        this.codes = codes;
    }

    /**
     * The same for ever. Errors with CARD_NOT_FOUND, also when the card is somebody else's, CARD_UNLINKED and
     * CARD_TAKES_NO_TOP_UPS.
     */
    public Mono<TopUpCode> name(CustomerId owner, CardId card) {
        return cards.ownedBy(owner, card)
                .flatMap(summary -> cards.stateOf(owner, card).flatMap(state -> name(owner, summary, state)));
    }

    private Mono<TopUpCode> name(CustomerId owner, CardSummary card, CardState state) {
        if (state == CardState.UNLINKED) {
            return Mono.error(CardProblem.CARD_UNLINKED.because("Link it again first"));
        }
        return switch (card.scheme()) {
            case UZCARD, HUMO -> codes.of(new Named(owner, card.id(), card.scheme()));
            case VISA, PAYME, CLICK, UZUM ->
                Mono.error(OperatorProblem.CARD_TAKES_NO_TOP_UPS.because("UZCARD and HUMO can"));
        };
    }
}
