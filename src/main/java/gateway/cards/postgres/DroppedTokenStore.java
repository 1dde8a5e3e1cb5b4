package gateway.cards.postgres;

import static gateway.platform.postgres.Columns.required;

import gateway.cards.Scheme;
import gateway.cards.vault.DataKey;
import gateway.shared.ids.CardId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps the tokens that cards had, or registrations that led to none, until their rails have forgotten them. */
@Component
public final class DroppedTokenStore {

    // Locked: whoever replaces the token at the same time comes after it, drops what this one is replaced with, and
    // finds another time on the database's clock.
    private static final String DROP = """
            insert into cards.dropped_token (shard, card, number, dropped_at, scheme, key_version, data_key, rail_token,
                   due_at)
            select shard, id, blind_index, clock_timestamp(), scheme, key_version, data_key, rail_token, :due
              from cards.card
             where shard = :shard and id = :card and rail_token is not null and scheme = any(:schemes)
               for no key update
            """;

    // Whoever takes one puts it off in the same step: a node that dies with it leaves it to the next. From one minute
    // to eight hours.
    private static final String TAKE = """
            update cards.dropped_token d
               set tries = d.tries + 1,
                   due_at = cast(:now as timestamptz) + interval '1 minute' * (1 << least(d.tries, 9))
              from (select shard, card, dropped_at
                      from cards.dropped_token
                     where due_at <= :now
                     order by due_at
                     limit :most
                       for no key update skip locked) due
             where d.shard = due.shard and d.card = due.card and d.dropped_at = due.dropped_at
            returning d.card, d.dropped_at, d.scheme, d.key_version, d.data_key, d.rail_token, d.tries,
                   coalesce(d.number,
                            (select c.blind_index from cards.card c
                              where c.shard = d.shard and c.id = d.card)) as number
            """;

    private static final String DONE = """
            delete from cards.dropped_token
             where shard = :shard and card = :card and dropped_at = :at
            """;

    private final DatabaseClient database;

    DroppedTokenStore(DatabaseClient database) {
        this.database = database;
    }

    /**
     * A token that its rail has to forget.
     *
     * @param card that had it, or the registration that led to no card: for that it is encrypted
     * @param number of the card, as a keyed hash
     * @param token still encrypted
     * @param tries how often it was taken, this time among them
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared; the arrays are ciphertext and a hash.
    public record Dropped(CardId card, byte[] number, Instant at, Scheme scheme, DataKey key, byte[] token, int tries) {

        @Override
        public String toString() {
            return "Dropped[" + card + ", " + scheme + "]";
        }
    }

    /**
     * Call inside the transaction that takes the token from the card. Keeps nothing of a card without one, or of
     * another rail.
     */
    public Mono<Void> drop(CardId card, Set<Scheme> schemes, Instant due) {
        return database.sql(DROP)
                .bind("shard", card.shard())
                .bind("card", card.value())
                .bind("schemes", schemes.stream().map(Scheme::rail).toArray(String[]::new))
                .bind("due", due)
                .then();
    }

    /** Those that are due, longest first. */
    public Flux<Dropped> take(Instant now, int most) {
        return database.sql(TAKE)
                .bind("now", now)
                .bind("most", most)
                .map(DroppedTokenStore::dropped)
                .all()
                .collectList()
                .flatMapIterable(Function.identity());
    }

    public Mono<Void> done(Dropped it) {
        return database.sql(DONE)
                .bind("shard", it.card().shard())
                .bind("card", it.card().value())
                .bind("at", it.at())
                .then();
    }

    private static Dropped dropped(Readable row) {
        return new Dropped(
                new CardId(required(row, "card", UUID.class)),
                required(row, "number", byte[].class),
                required(row, "dropped_at", Instant.class),
                Scheme.of(required(row, "scheme", String.class)).orElseThrow(),
                new DataKey(required(row, "key_version", Integer.class), required(row, "data_key", byte[].class)),
                required(row, "rail_token", byte[].class),
                required(row, "tries", Integer.class));
    }
}
