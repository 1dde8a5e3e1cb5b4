package gateway.cards.web;

import static gateway.cards.CardProblem.CARD_NOT_FOUND;
import static gateway.cards.CardProblem.REGISTRATION_NOT_FOUND;

import gateway.cards.Card;
import gateway.cards.ConfirmCard;
import gateway.cards.ControlCard;
import gateway.cards.LinkCard;
import gateway.cards.Linking;
import gateway.platform.http.Caller;
import gateway.platform.http.KeyedRequest;
import gateway.platform.http.RepeatableRequest;
import gateway.platform.idempotency.KeptAnswers;
import gateway.shared.ids.CardId;
import gateway.shared.ids.RegistrationId;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Cards over HTTP. Somebody else's card is answered like one that does not exist. */
@RestController
@RequestMapping("/v1/cards")
class CardController {

    private final LinkCard linkCard;
    private final ConfirmCard confirmCard;
    private final ControlCard controlCard;
    private final KeptAnswers answers;

    CardController(LinkCard linkCard, ConfirmCard confirmCard, ControlCard controlCard, KeptAnswers answers) {
        this.linkCard = linkCard;
        this.confirmCard = confirmCard;
        this.controlCard = controlCard;
        this.answers = answers;
    }

    /** Links a card. 202 when the rail sent a code to the holder's phone, 201 with the card when it vouched at once. */
    @PostMapping
    Mono<ResponseEntity<Object>> link(Caller caller, KeyedRequest<LinkRequest> request) {
        var body = request.body();
        return linkCard.begin(new LinkCard.Request(
                        caller.customer(),
                        body.pan(),
                        body.expiry(),
                        body.through(),
                        request.key().value(),
                        request.fingerprint().bytes()))
                .map(CardController::answer);
    }

    /** Finishes linking with the code that the rail sent to the holder. */
    @PostMapping("/registrations/{id}/confirm")
    Mono<ResponseEntity<CardView>> confirm(
            Caller caller, @PathVariable String id, @RequestBody Mono<CardCodeRequest> request) {
        return request.flatMap(body -> confirmCard.confirm(caller.customer(), registration(id), body.code()))
                .map(CardController::created);
    }

    /** Lists the cards of the customer, latest first. */
    @GetMapping
    Mono<CardList> list(Caller caller) {
        return controlCard
                .list(caller.customer())
                .map(CardView::of)
                .collectList()
                .map(CardList::new);
    }

    /** Shows one card. */
    @GetMapping("/{id}")
    Mono<CardView> find(Caller caller, @PathVariable String id) {
        return controlCard.find(caller.customer(), card(id)).map(CardView::of);
    }

    /** Freezes a card, so that no payment begins with it. Freezing a frozen card changes nothing. */
    @PostMapping("/{id}/freeze")
    Mono<CardView> freeze(Caller caller, @PathVariable String id, RepeatableRequest request) {
        var card = card(id);
        return once(caller, request, card, controlCard.freeze(caller.customer(), card));
    }

    /** Lets payments begin with the card again. Unfreezing a card that is not frozen changes nothing. */
    @PostMapping("/{id}/unfreeze")
    Mono<CardView> unfreeze(Caller caller, @PathVariable String id, RepeatableRequest request) {
        var card = card(id);
        return once(caller, request, card, controlCard.unfreeze(caller.customer(), card));
    }

    /** Unlinks a card. Unlinking an unlinked card changes nothing. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> unlink(Caller caller, @PathVariable String id, RepeatableRequest request) {
        var card = card(id);
        return once(caller, request, card, controlCard.unlink(caller.customer(), card))
                .then();
    }

    private Mono<CardView> once(Caller caller, RepeatableRequest request, CardId card, Mono<Card> work) {
        return answers.once(caller, request, card.value(), work.map(CardView::of), CardView.class);
    }

    private static ResponseEntity<Object> answer(Linking reached) {
        return switch (reached) {
            case Linking.CodeSent it -> ResponseEntity.accepted().body(RegistrationView.of(it));
            case Linking.Linked it -> created(it.card());
            case Linking.Asking _, Linking.Refused _, Linking.Lapsed _ ->
                throw new IllegalStateException("LinkCard answers with these as problems");
        };
    }

    private static <T> ResponseEntity<T> created(Card card) {
        @SuppressWarnings("unchecked") // A view, whether it is the only possible body or one of two.
        var view = (T) CardView.of(card);
        return ResponseEntity.created(URI.create("/v1/cards/" + card.id())).body(view);
    }

    private static CardId card(String id) {
        return CardId.parse(id).orElseThrow(() -> CARD_NOT_FOUND.because("Of your cards, none has this id"));
    }

    private static RegistrationId registration(String id) {
        return RegistrationId.parse(id).orElseThrow(() -> REGISTRATION_NOT_FOUND.because("Of yours, none has this id"));
    }

    /**
     * There is no field for a security code (CVV), so a request that has one is refused before anything reads it.
     *
     * @param pan 12 to 19 digits, without spaces
     * @param expiry {@code YYYY-MM}
     * @param through {@code payme} or {@code click} for a card that this operator keeps and is asked to charge; left
     *     out for one that its own network is asked about
     */
    record LinkRequest(String pan, String expiry, @Nullable String through) {

        @Override
        public String toString() {
            return "LinkRequest[]";
        }
    }

    /** @param code as the rail sent it to the holder's phone */
    record CardCodeRequest(String code) {

        @Override
        public String toString() {
            return "CardCodeRequest[]";
        }
    }

    /** A registration that waits for its code. */
    record RegistrationView(String registrationId, String maskedPhone, Instant expiresAt) {

        static RegistrationView of(Linking.CodeSent sent) {
            return new RegistrationView(sent.id().toString(), sent.maskedPhone(), sent.expiresAt());
        }
    }

    /**
     * @param scheme uzcard, humo or visa; payme or click for a card that this operator keeps
     * @param masked first six and last four digits
     * @param bank the scheme's code of the issuing bank; null where the number does not tell
     * @param state linked, frozen or unlinked
     */
    record CardView(
            String id,
            String scheme,
            String masked,
            @Nullable String bank,
            String state,
            Instant linkedAt) {

        static CardView of(Card card) {
            return new CardView(
                    card.id().toString(),
                    card.scheme().rail(),
                    card.masked(),
                    card.bank(),
                    card.state().code(),
                    card.linkedAt());
        }
    }

    /** All cards of a customer, latest first; there are never so many that they would need pages. */
    record CardList(List<CardView> cards) {}
}
