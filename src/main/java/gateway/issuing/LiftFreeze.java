package gateway.issuing;

import static gateway.issuing.IssuingProblem.NOT_POSSIBLE_NOW;

import gateway.issuing.postgres.IssuedCardStore;
import gateway.shared.ids.IssuedCardId;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Lifts the bank's freeze of a card; the holder's own stays. */
@Component
final class LiftFreeze extends CardActKind {

    private final ChangeCard changes;

    LiftFreeze(IssuedCardStore store, ChangeCard changes) {
        super("unfreeze-issued-card", store);
        this.changes = changes;
    }

    @Override
    String describe(IssuedCard card) {
        return switch (card.state()) {
            case BLOCKED, FROZEN_BLOCKED -> "frozen by the bank";
            case ORDERED, ACTIVE, FROZEN, LOST, STOLEN, CLOSED, EXPIRED ->
                throw NOT_POSSIBLE_NOW.because("The card is " + card.state().code());
        };
    }

    @Override
    Mono<IssuedCard> lift(IssuedCardId id, String who, String why) {
        return changes.byBank(id, CardAction.UNFREEZE, who, why);
    }
}
