package gateway.cards.postgres;

import static gateway.cards.postgres.CardStore.required;

import gateway.cards.CardSummary;
import gateway.cards.Pan;
import gateway.cards.vault.BlindIndex;
import gateway.shared.ids.CardId;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Finds who linked a number, in all shards. */
@Component
public final class NumberStore {

    // Through an operator the same number has another index, so those do not come up.
    private static final String LINKED = """
            select id, owner, scheme, masked
              from cards.card
             where blind_index = :blind_index and state = 'linked'
             order by linked_at
             limit 2
            """;

    private final DatabaseClient database;
    private final BlindIndex index;

    NumberStore(DatabaseClient database, BlindIndex index) {
        this.database = database;
        this.index = index;
    }

    /** At most two: more than one is too many to tell whose it is. */
    public Flux<CardSummary> linked(Pan pan) {
        return database.sql(LINKED)
                .bind("blind_index", index.of(pan))
                .map(row -> new CardSummary(
                        new CardId(required(row, "id", UUID.class)),
                        SealedCard.customer(row.get("owner", UUID.class)),
                        CardStore.scheme(row),
                        required(row, "masked", String.class)))
                .all();
    }
}
