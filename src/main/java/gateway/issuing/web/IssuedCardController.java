package gateway.issuing.web;

import static gateway.issuing.IssuingProblem.ISSUED_CARD_NOT_FOUND;

import gateway.issuing.CardAction;
import gateway.issuing.ChangeCard;
import gateway.issuing.IssuedCard;
import gateway.issuing.IssuedCards;
import gateway.issuing.OrderCard;
import gateway.platform.http.Caller;
import gateway.platform.http.KeyedRequest;
import gateway.platform.http.RepeatableRequest;
import gateway.platform.idempotency.KeptAnswers;
import gateway.shared.ids.IssuedCardId;
import gateway.shared.money.Asset;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * The life of the cards that we issued, for their holders. Somebody else's is answered like one that does not exist.
 */
@RestController
@RequestMapping("/v1/issued-cards")
class IssuedCardController {

    private final OrderCard orders;
    private final ChangeCard changes;
    private final IssuedCards cards;
    private final KeptAnswers answers;

    IssuedCardController(OrderCard orders, ChangeCard changes, IssuedCards cards, KeptAnswers answers) {
        this.orders = orders;
        this.changes = changes;
        this.cards = cards;
        this.answers = answers;
    }

    /** Orders a card. A virtual one works at once, a physical one when its holder activates it. */
    @PostMapping
    Mono<ResponseEntity<IssuedCardView>> order(Caller caller, KeyedRequest<OrderRequest> request) {
        var body = request.body();
        var order = new OrderCard.Order(
                caller.customer(), request.key().value(), body.form().equals("physical"), Asset.of(body.currency()));
        return made(caller, request.named(), orders.order(order));
    }

    /** Lists the holder's cards, latest first. */
    @GetMapping
    Mono<IssuedCardList> list(Caller caller) {
        return cards.of(caller.customer()).map(IssuedCardView::of).collectList().map(IssuedCardList::new);
    }

    /** Shows one card. */
    @GetMapping("/{id}")
    Mono<IssuedCardView> find(Caller caller, @PathVariable String id) {
        return cards.find(caller.customer(), id(id)).map(IssuedCardView::of);
    }

    /** Says that a physical card is in its holder's hands. */
    @PostMapping("/{id}/activate")
    Mono<IssuedCardView> activate(Caller caller, @PathVariable String id, RepeatableRequest request) {
        return change(caller, id, request, CardAction.ACTIVATE);
    }

    /** Freezes a card: purchases are refused, and what was approved before is still paid. */
    @PostMapping("/{id}/freeze")
    Mono<IssuedCardView> freeze(Caller caller, @PathVariable String id, RepeatableRequest request) {
        return change(caller, id, request, CardAction.FREEZE);
    }

    /** Lifts the holder's own freeze; the bank's stays. */
    @PostMapping("/{id}/unfreeze")
    Mono<IssuedCardView> unfreeze(Caller caller, @PathVariable String id, RepeatableRequest request) {
        return change(caller, id, request, CardAction.UNFREEZE);
    }

    /** Says that a card is lost. It never works again; another may take its place. */
    @PostMapping("/{id}/lost")
    Mono<IssuedCardView> lost(Caller caller, @PathVariable String id, RepeatableRequest request) {
        return change(caller, id, request, CardAction.REPORT_LOST);
    }

    /** Says that a card was stolen. It never works again; another may take its place. */
    @PostMapping("/{id}/stolen")
    Mono<IssuedCardView> stolen(Caller caller, @PathVariable String id, RepeatableRequest request) {
        return change(caller, id, request, CardAction.REPORT_STOLEN);
    }

    /** Ends a card for good. */
    @PostMapping("/{id}/close")
    Mono<IssuedCardView> close(Caller caller, @PathVariable String id, RepeatableRequest request) {
        return change(caller, id, request, CardAction.CLOSE);
    }

    /** Puts another card into this one's place, with its controls and what was spent. */
    @PostMapping("/{id}/replace")
    Mono<ResponseEntity<IssuedCardView>> replace(
            Caller caller, @PathVariable String id, KeyedRequest<ReplaceRequest> request) {
        boolean same = request.body().number().equals("same");
        var next = orders.replace(caller.customer(), id(id), request.key().value(), same);
        return made(caller, request.named(), next);
    }

    private Mono<IssuedCardView> change(Caller caller, String id, RepeatableRequest request, CardAction action) {
        var card = id(id);
        var work = changes.byHolder(caller.customer(), card, action).map(IssuedCardView::of);
        return answers.once(caller, request, card.value(), work, IssuedCardView.class);
    }

    private Mono<ResponseEntity<IssuedCardView>> made(Caller caller, RepeatableRequest request, Mono<IssuedCard> work) {
        var subject = caller.customer().value();
        return answers.once(caller, request, subject, work.map(IssuedCardView::of), IssuedCardView.class)
                .map(view -> ResponseEntity.created(URI.create("/v1/issued-cards/" + view.id()))
                        .body(view));
    }

    static IssuedCardId id(String text) {
        return IssuedCardId.parse(text)
                .orElseThrow(() -> ISSUED_CARD_NOT_FOUND.because("Of the cards we issued to you, none has this id"));
    }

    /**
     * @param form virtual or physical
     * @param currency of the wallet that pays
     */
    record OrderRequest(
            @NotNull @Pattern(regexp = "virtual|physical") String form,
            @NotNull @Pattern(regexp = "UZS|USD|EUR|RUB") String currency) {}

    /** @param number {@code same} renews the card; {@code new} gives it another number */
    record ReplaceRequest(
            @NotNull @Pattern(regexp = "same|new") String number) {}

    /** All cards of a holder, latest first, at most 200. */
    record IssuedCardList(List<IssuedCardView> cards) {}
}
