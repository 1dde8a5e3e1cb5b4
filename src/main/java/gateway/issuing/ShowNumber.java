package gateway.issuing;

import static gateway.issuing.IssuingProblem.NOT_POSSIBLE_NOW;
import static gateway.issuing.IssuingProblem.NUMBER_CODE_REFUSED;
import static gateway.issuing.IssuingProblem.NUMBER_SHOWN_BEFORE;

import gateway.cards.CardDetails;
import gateway.cards.CardVault;
import gateway.issuing.CardAction.Actor;
import gateway.issuing.hsm.Hsm;
import gateway.issuing.postgres.IssuedCardStore;
import gateway.sessions.StepUp;
import gateway.sessions.StepUp.Challenge;
import gateway.shared.ids.ChallengeId;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.IssuedCardId;
import java.time.YearMonth;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Shows the full number to its holder: after a code sent to their phone, once for each code, and written down first.
 */
@Component
public final class ShowNumber {

    private static final String USE_UP = """
        insert into issuing.number_shown (shard, challenge, card, at)
        values (:shard, :challenge, :card, :at)
        on conflict do nothing
        """;

    private final IssuedCardStore store;
    private final CardVault vault;
    private final Hsm hsm;
    private final StepUp stepUp;
    private final ChangeCard changes;
    private final DatabaseClient database;
    private final TransactionalOperator transaction;

    ShowNumber(
            IssuedCardStore store,
            CardVault vault,
            Hsm hsm,
            StepUp stepUp,
            ChangeCard changes,
            DatabaseClient database,
            TransactionalOperator transaction) {
        this.store = store;
        this.vault = vault;
        this.hsm = hsm;
        this.stepUp = stepUp;
        this.changes = changes;
        this.database = database;
        this.transaction = transaction;
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
                .flatMap(card -> stepUp.challenge(owner, request, binding(id), "** " + lastFour(card)));
    }

    public Mono<Shown> show(CustomerId owner, IssuedCardId id, ChallengeId challenge, String code) {
        return store.find(id)
                .map(found -> showable(IssuedCards.theirs(found, owner)))
                .flatMap(_ -> stepUp.confirm(challenge, owner, binding(id), code))
                .filter(result -> result == StepUp.Result.CONFIRMED)
                .switchIfEmpty(Mono.error(() -> NUMBER_CODE_REFUSED.because("Ask for another one")))
                .flatMap(_ -> useUp(owner, id, challenge).as(transaction::transactional))
                .flatMap(card -> vault.open(card.vault()).flatMap(details -> shown(card, details)));
    }

    // Written before it is shown: whoever sees the number stands in the record.
    private Mono<IssuedCard> useUp(CustomerId owner, IssuedCardId id, ChallengeId challenge) {
        return store.lock(id)
                .map(found -> showable(IssuedCards.theirs(found, owner)))
                .flatMap(card -> once(card, challenge).then(note(card, challenge)));
    }

    private Mono<Void> once(IssuedCard card, ChallengeId challenge) {
        return database.sql(USE_UP)
                .bind("shard", (short) card.owner().shard())
                .bind("challenge", challenge.value())
                .bind("card", card.id().value())
                .bind("at", changes.now())
                .fetch()
                .rowsUpdated()
                .filter(added -> added == 1)
                .switchIfEmpty(Mono.error(() -> NUMBER_SHOWN_BEFORE.because("A code shows it once")))
                .then();
    }

    private Mono<IssuedCard> note(IssuedCard card, ChallengeId challenge) {
        var who = card.owner().toString();
        return changes.note(card, "show-number", Actor.HOLDER, who, challenge.toString(), it -> it.in(it.state()));
    }

    private Mono<Shown> shown(IssuedCard card, CardDetails details) {
        return hsm.code(details.pan(), card.expiry(), Hsm.PRINTED)
                .map(code -> new Shown(details.pan().reveal(), card.expiry(), code));
    }

    private static IssuedCard showable(IssuedCard card) {
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
