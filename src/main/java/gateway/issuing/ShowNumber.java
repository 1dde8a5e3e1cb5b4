package gateway.issuing;

import static gateway.issuing.IssuingProblem.NOT_POSSIBLE_NOW;
import static gateway.issuing.IssuingProblem.NUMBER_CODE_REFUSED;

import gateway.cards.CardDetails;
import gateway.cards.CardVault;
import gateway.issuing.hsm.Hsm;
import gateway.issuing.postgres.IssuedCardStore;
import gateway.sessions.StepUp;
import gateway.sessions.StepUp.Challenge;
import gateway.shared.ids.ChallengeId;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.IssuedCardId;
import java.time.YearMonth;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Shows the full number to its holder: after a code sent to their phone, once for each code, and written down first.
 */
@Component
public final class ShowNumber {

    private final IssuedCardStore store;
    private final CardVault vault;
    private final Hsm hsm;
    private final StepUp stepUp;
    private final NumberRecord record;
    private final CardStops stops;

    ShowNumber(IssuedCardStore store, CardVault vault, Hsm hsm, StepUp stepUp, NumberRecord record, CardStops stops) {
        this.store = store;
        this.vault = vault;
        this.hsm = hsm;
        this.stepUp = stepUp;
        this.record = record;
        this.stops = stops;
    }

    /** What is printed on a card. */
    public record Shown(String number, YearMonth expiry, String code) {

        @Override
        public String toString() {
            return "Shown[]";
        }
    }

    /** @param request the holder's name for the request */
    public Mono<Challenge> challenge(CustomerId owner, IssuedCardId id, String request) {
        return store.find(id)
                .map(found -> showable(IssuedCards.theirs(found, owner)))
                .delayUntil(stops::none)
                .flatMap(card -> stepUp.challenge(owner, request, binding(id), "** " + lastFour(card)));
    }

    public Mono<Shown> show(CustomerId owner, IssuedCardId id, ChallengeId challenge, String code) {
        return store.find(id)
                .map(found -> showable(IssuedCards.theirs(found, owner)))
                .delayUntil(stops::none)
                .flatMap(_ -> stepUp.confirm(challenge, owner, binding(id), code))
                .filter(result -> result == StepUp.Result.CONFIRMED)
                .switchIfEmpty(Mono.error(() -> NUMBER_CODE_REFUSED.because("Ask for another one")))
                .flatMap(_ -> record.add(owner, id, challenge))
                .flatMap(card -> vault.open(card.vault()).flatMap(details -> shown(card, details)));
    }

    private Mono<Shown> shown(IssuedCard card, CardDetails details) {
        return hsm.code(details.pan(), card.expiry(), Hsm.PRINTED)
                .map(code -> new Shown(details.pan().reveal(), card.expiry(), code));
    }

    static IssuedCard showable(IssuedCard card) {
        return switch (card.state()) {
            case ORDERED, ACTIVE, FROZEN -> card;
            case BLOCKED, FROZEN_BLOCKED, LOST, STOLEN, CLOSED, EXPIRED ->
                throw NOT_POSSIBLE_NOW.because("The card is " + card.state().code());
        };
    }

    private static String binding(IssuedCardId id) {
        return "show the number of " + id;
    }

    private static String lastFour(IssuedCard card) {
        return card.masked().substring(card.masked().length() - 4);
    }
}
