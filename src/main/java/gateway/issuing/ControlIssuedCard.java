package gateway.issuing;

import static gateway.issuing.IssuingProblem.CARD_ENDED;
import static gateway.issuing.IssuingProblem.CONTROLS_INVALID;
import static gateway.platform.postgres.Columns.required;

import gateway.issuing.CardAction.Actor;
import gateway.issuing.postgres.IssuedCardStore;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.IssuedCardId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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

    private static final String LOCK = """
        select controls, recent
          from issuing.chain
         where shard = :shard and id = :id
           for no key update
        """;

    // What is on its way and what was taken; what came back counts no more. What was taken in other money counts as it
    // was approved. What was raised of late may have begun before.
    private static final String SPENT = """
        select counted_at, counted, amount_minor,
               case when cleared_minor > 0 then cleared_minor else amount_minor end as minor
          from issuing.authorisation
         where shard = :shard and chain = :chain and asset = :asset and state in ('approved', 'cleared')
           and (counted_at > :since or counted <> '')
         order by counted_at
        """;

    private static final String PUT = """
        update issuing.chain
           set controls = :controls, recent = :recent
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
                .flatMap(card -> of(FIND, card)
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
                .flatMap(after -> recent(card, controls)
                        .flatMap(recent -> of(PUT, card)
                                .bind("controls", text)
                                .bind("recent", recent)
                                .fetch()
                                .rowsUpdated())
                        .thenReturn(new Controlled(after, controls)));
    }

    /** What a rolling window begins with: what was remembered for one before, or what the books say was spent. */
    private Mono<String> recent(IssuedCard card, Controls controls) {
        if (!controls.roll()) {
            return Mono.just("");
        }
        return of(LOCK, card)
                .map(row -> ControlsText.parse(required(row, "controls", String.class))
                                .roll()
                        ? Optional.of(required(row, "recent", String.class))
                        : Optional.<String>empty())
                .one()
                .flatMap(before -> before.map(Mono::just).orElseGet(() -> spent(card)));
    }

    private Mono<String> spent(IssuedCard card) {
        return database.sql(SPENT)
                .bind("shard", (short) card.owner().shard())
                .bind("chain", card.chain())
                .bind("asset", card.asset().code())
                .bind("since", changes.now().minus(RecentUses.LONGEST))
                .map(row -> counted(row))
                .all()
                .flatMapIterable(uses -> uses)
                .reduce(RecentUses.NONE, RecentUses::plus)
                .map(RecentUses::text);
    }

    private static List<RecentUses.Use> counted(Readable row) {
        return CountedSteps.parse(
                        required(row, "counted", String.class),
                        required(row, "counted_at", Instant.class),
                        required(row, "amount_minor", Long.class))
                .leaving(required(row, "minor", Long.class))
                .uses();
    }

    private DatabaseClient.GenericExecuteSpec of(String sql, IssuedCard card) {
        return database.sql(sql).bind("shard", (short) card.owner().shard()).bind("id", card.chain());
    }

    private static IssuedCard alive(IssuedCard card) {
        if (card.state().isFinal()) {
            throw CARD_ENDED.because("The card is " + card.state().code());
        }
        return card;
    }
}
