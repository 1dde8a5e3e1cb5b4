package gateway.issuing;

import static gateway.issuing.IssuingProblem.NUMBER_SHOWN_BEFORE;

import gateway.issuing.CardAction.Actor;
import gateway.issuing.postgres.IssuedCardStore;
import gateway.shared.ids.ChallengeId;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.IssuedCardId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Who saw a card's full number: written before it is shown, and once for each code. */
@Component
final class NumberRecord {

    private static final String USE_UP = """
        insert into issuing.number_shown (shard, challenge, card, at)
        values (:shard, :challenge, :card, :at)
        on conflict do nothing
        """;

    private final IssuedCardStore store;
    private final ChangeCard changes;
    private final DatabaseClient database;
    private final TransactionalOperator transaction;

    NumberRecord(
            IssuedCardStore store, ChangeCard changes, DatabaseClient database, TransactionalOperator transaction) {
        this.store = store;
        this.changes = changes;
        this.database = database;
        this.transaction = transaction;
    }

    /** Emits the card as it is then. Errors with NUMBER_SHOWN_BEFORE when this code has shown one. */
    Mono<IssuedCard> add(CustomerId owner, IssuedCardId id, ChallengeId challenge) {
        return store.lock(id)
                .map(found -> ShowNumber.showable(IssuedCards.theirs(found, owner)))
                .flatMap(card -> once(card, challenge).then(note(card, challenge)))
                .as(transaction::transactional);
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
}
