package gateway.issuing.web;

import static gateway.issuing.IssuingProblem.NUMBER_CODE_REFUSED;
import static gateway.issuing.web.IssuedCardController.id;

import gateway.issuing.CardUses;
import gateway.issuing.ChoosePin;
import gateway.issuing.ControlIssuedCard;
import gateway.issuing.IssuedCards;
import gateway.issuing.ShowNumber;
import gateway.platform.http.Caller;
import gateway.platform.http.KeyedRequest;
import gateway.platform.idempotency.KeptAnswers;
import gateway.shared.ids.ChallengeId;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** How issued cards may be used and were used, and their secrets, for their holders. */
@RestController
@RequestMapping("/v1/issued-cards/{id}")
class CardUseController {

    private final ControlIssuedCard controls;
    private final ChoosePin pins;
    private final ShowNumber numbers;
    private final IssuedCards cards;
    private final CardUses uses;
    private final KeptAnswers answers;

    CardUseController(
            ControlIssuedCard controls,
            ChoosePin pins,
            ShowNumber numbers,
            IssuedCards cards,
            CardUses uses,
            KeptAnswers answers) {
        this.controls = controls;
        this.pins = pins;
        this.numbers = numbers;
        this.cards = cards;
        this.uses = uses;
        this.answers = answers;
    }

    /** Shows what the holder allows the card. */
    @GetMapping("/controls")
    Mono<ControlsBody> controls(Caller caller, @PathVariable String id) {
        return controls.find(caller.customer(), id(id))
                .map(it -> ControlsBody.of(it.controls(), it.card().asset()));
    }

    /** Says anew what the holder allows the card; it also holds for every card that takes its place. */
    @PutMapping("/controls")
    Mono<ControlsBody> control(Caller caller, @PathVariable String id, KeyedRequest<ControlsBody> request) {
        var card = id(id);
        var work = cards.find(caller.customer(), card)
                .flatMap(it ->
                        controls.put(caller.customer(), card, request.body().controls(it.asset())))
                .map(it -> ControlsBody.of(it.controls(), it.card().asset()));
        return answers.once(caller, request.named(), card.value(), work, ControlsBody.class);
    }

    /** Sets or changes the PIN: 4 to 12 digits, and none that many would choose. */
    @PostMapping("/pin")
    Mono<IssuedCardView> pin(Caller caller, @PathVariable String id, KeyedRequest<PinRequest> request) {
        var card = id(id);
        var work = pins.choose(caller.customer(), card, request.body().pin()).map(IssuedCardView::of);
        return answers.once(caller, request.named(), card.value(), work, IssuedCardView.class);
    }

    /**
     * Shows the full number, its expiry and code. Without a code: sends one to the holder's phone and answers 202 with
     * its challenge. With both: shows them, once. No answer with a number is kept, so a repeat is refused.
     */
    @PostMapping("/number")
    Mono<ResponseEntity<NumberView>> number(
            Caller caller, @PathVariable String id, KeyedRequest<NumberRequest> request) {
        var body = request.body();
        var challenge = body.challengeId() == null ? null : challenge(body.challengeId());
        return challenge == null || body.code() == null
                ? numbers.challenge(caller.customer(), id(id), request.key().value())
                        .map(it -> ResponseEntity.accepted()
                                .cacheControl(CacheControl.noStore())
                                .body(new NumberView(it.id().toString(), it.expiresAt(), null, null, null)))
                : numbers.show(caller.customer(), id(id), challenge, body.code())
                        .map(it -> ResponseEntity.ok()
                                .cacheControl(CacheControl.noStore())
                                .body(new NumberView(
                                        null, null, it.number(), it.expiry().toString(), it.code())));
    }

    private static ChallengeId challenge(String text) {
        return ChallengeId.parse(text).orElseThrow(() -> NUMBER_CODE_REFUSED.because("Ask for another one"));
    }

    /** Lists what the network asked and told about the card, latest first, and why each was answered as it was. */
    @GetMapping("/uses")
    Mono<CardUseList> uses(Caller caller, @PathVariable String id) {
        return cards.find(caller.customer(), id(id))
                .flatMap(card -> uses.of(card).map(CardUseView::of).collectList())
                .map(CardUseList::new);
    }

    /** @param pin 4 to 12 digits */
    record PinRequest(@NotNull String pin) {

        @Override
        public String toString() {
            return "PinRequest[]";
        }
    }

    /** Nothing at first; then the challenge and the code that came. */
    record NumberRequest(
            @Nullable String challengeId,
            @Nullable @Size(max = 12) String code) {

        @Override
        public String toString() {
            return "NumberRequest[]";
        }
    }

    /** Either a challenge, or what is printed on the card. */
    record NumberView(
            @Nullable String challengeId,
            @Nullable Instant expiresAt,
            @Nullable String number,
            @Nullable String expiry,
            @Nullable String securityCode) {

        @Override
        public String toString() {
            return "NumberView[]";
        }
    }

    /**
     * @param kind authorisation, increment, advice, reversal, clearing, or refund: money that comes back
     * @param amount of a reversal what it released
     * @param merchant acquirer and merchant
     * @param reason why, such as {@code approved} or {@code frozen-by-holder}; stable
     */
    record CardUseView(String kind, String amount, String currency, String merchant, String reason, Instant at) {

        static CardUseView of(CardUses.CardUse use) {
            return new CardUseView(
                    use.kind(),
                    use.amount().toDecimal(),
                    use.amount().asset().code(),
                    use.merchant(),
                    use.reason().slug(),
                    use.at());
        }
    }

    /** The latest, at most a hundred. */
    record CardUseList(List<CardUseView> uses) {}
}
