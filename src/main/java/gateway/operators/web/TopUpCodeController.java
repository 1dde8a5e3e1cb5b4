package gateway.operators.web;

import gateway.cards.CardProblem;
import gateway.operators.NameCard;
import gateway.operators.TopUpCode;
import gateway.platform.http.Caller;
import gateway.shared.ids.CardId;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Codes of customers' cards, which anybody who wants to top one up types at an operator. */
@RestController
class TopUpCodeController {

    private final NameCard name;

    TopUpCodeController(NameCard name) {
        this.name = name;
    }

    /** @param code eleven digits; they are no secret, and tell nothing of the card's number */
    record TopUpCodeView(String code) {

        static TopUpCodeView of(TopUpCode it) {
            return new TopUpCodeView(it.text());
        }
    }

    /** Gives a card the code by which it is topped up at operators, and says it; the same whenever it is asked. */
    @PutMapping("/v1/cards/{id}/top-up-code")
    Mono<TopUpCodeView> name(Caller caller, @PathVariable String id) {
        var card = CardId.parse(id)
                .orElseThrow(() -> CardProblem.CARD_NOT_FOUND.because("Of your cards, none has this id"));
        return name.name(caller.customer(), card).map(TopUpCodeView::of);
    }
}
