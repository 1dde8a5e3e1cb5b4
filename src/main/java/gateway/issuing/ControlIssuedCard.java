package gateway.issuing;

import static gateway.issuing.IssuingProblem.CARD_ENDED;
import static gateway.issuing.IssuingProblem.CONTROLS_INVALID;
import static gateway.platform.postgres.Columns.required;

import gateway.issuing.CardAction.Actor;
import gateway.issuing.postgres.IssuedCardStore;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.IssuedCardId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Shows and changes what a holder allows their card. */
@Component
public final class ControlIssuedCard {

    private static final String FIND = """
        select controls
          from issuing.chain
         where shard = :shard and id = :id
        """;

    private static final String PUT = """
        update issuing.chain
           set controls = :controls
         where shard = :shard and id = :id
        """;

    private final DatabaseClient database;
    private final IssuedCardStore store;
    private final ChangeCard changes;
    private final TransactionalOperator transaction;

    ControlIssuedCard(
            DatabaseClient database, IssuedCardStore store, ChangeCard changes, TransactionalOperator transaction) {
        this.database = database;
        this.store = store;
        this.changes = changes;
        this.transaction = transaction;
    }

    /** A card with what its holder allows it. */
    public record Controlled(IssuedCard card, Controls controls) {}

    public Mono<Controlled> find(CustomerId owner, IssuedCardId id) {
        return store.find(id)
                .map(found -> IssuedCards.theirs(found, owner))
                .flatMap(card -> database.sql(FIND)
                        .bind("shard", (short) owner.shard())
                        .bind("id", card.chain())
                        .map(row -> new Controlled(card, ControlsText.parse(required(row, "controls", String.class))))
                        .one());
    }

    /** Takes the place of all that was allowed before. */
    public Mono<Controlled> put(CustomerId owner, IssuedCardId id, Controls controls) {
        var complaint = ControlRules.complaint(controls);
        if (complaint.isPresent()) {
            return Mono.error(CONTROLS_INVALID.because(complaint.get()));
        }
        return store.lock(id)
                .map(found -> alive(IssuedCards.theirs(found, owner)))
                .flatMap(card -> store(card, controls))
                .as(transaction::transactional);
    }

    private Mono<Controlled> store(IssuedCard card, Controls controls) {
        var text = ControlsText.of(controls);
        return changes.note(card, "control", Actor.HOLDER, card.owner().toString(), text, it -> it.in(it.state()))
                .flatMap(after -> database.sql(PUT)
                        .bind("controls", text)
                        .bind("shard", (short) card.owner().shard())
                        .bind("id", card.chain())
                        .fetch()
                        .rowsUpdated()
                        .thenReturn(new Controlled(after, controls)));
    }

    private static IssuedCard alive(IssuedCard card) {
        if (card.state().isFinal()) {
            throw CARD_ENDED.because("The card is " + card.state().code());
        }
        return card;
    }
}
