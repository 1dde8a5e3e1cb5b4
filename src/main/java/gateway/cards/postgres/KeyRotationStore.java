package gateway.cards.postgres;

import static gateway.cards.postgres.CardStore.required;

import gateway.cards.vault.DataKey;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds data keys that an old version wraps and replaces them, unless somebody else did first. */
@Component
public final class KeyRotationStore {

    private static final String OLD = """
            select shard, id, key_version, data_key
              from cards.card
             where key_version = any(:versions)
             order by key_version, shard, id
             limit :most
            """;

    // Readers and payments go on; a row that somebody else holds is left for the next round, and one that was rewritten
    // meanwhile is left alone. Keys travel as hex, because r2dbc-postgresql 1.1.1 never answers a statement with an
    // array of byte arrays.
    private static final String REPLACE = """
            with held as (
                select card.shard, card.id, fresh.key_version, decode(fresh.data_key, 'hex') as data_key
                  from unnest(:shards::smallint[], :ids::uuid[], :old_keys::text[], :versions::integer[],
                              :new_keys::text[])
                       as fresh (shard, id, old_key, key_version, data_key)
                  join cards.card
                    on card.shard = fresh.shard and card.id = fresh.id and card.data_key = decode(fresh.old_key, 'hex')
                   for no key update of card skip locked)
            update cards.card
               set key_version = held.key_version, data_key = held.data_key
              from held
             where card.shard = held.shard and card.id = held.id
            """;

    private static final String LEFT = """
            select (select count(*) from cards.card where key_version < :current or key_version > :current)
                 + (select count(*) from cards.registration where key_version <> :current)
                 + (select count(*) from cards.dropped_token where key_version <> :current) as rows_left
            """;

    private final DatabaseClient database;

    KeyRotationStore(DatabaseClient database) {
        this.database = database;
    }

    /** At most so many rows that one of the versions wraps; an empty list when there is none. */
    public Mono<List<Wrapped>> wrappedBy(Set<Integer> versions, int most) {
        return database.sql(OLD)
                .bind("versions", versions.toArray(Integer[]::new))
                .bind("most", most)
                .map(row -> new Wrapped(
                        required(row, "shard", Short.class),
                        required(row, "id", UUID.class),
                        new DataKey(
                                required(row, "key_version", Integer.class), required(row, "data_key", byte[].class))))
                .all()
                .collectList();
    }

    /** Emits how many of them were replaced. */
    public Mono<Long> replace(List<Replacement> rows) {
        return database.sql(REPLACE)
                .bind("shards", rows.stream().map(row -> row.old().shard()).toArray(Short[]::new))
                .bind("ids", rows.stream().map(row -> row.old().id()).toArray(UUID[]::new))
                .bind("old_keys", rows.stream().map(row -> hex(row.old().key())).toArray(String[]::new))
                .bind(
                        "versions",
                        rows.stream().map(row -> row.fresh().version()).toArray(Integer[]::new))
                .bind("new_keys", rows.stream().map(row -> hex(row.fresh())).toArray(String[]::new))
                .fetch()
                .rowsUpdated();
    }

    /**
     * How many rows, pending registrations and tokens that are to be forgotten too, still need another version than the
     * current one.
     */
    public Mono<Long> left(int current) {
        return database.sql(LEFT)
                .bind("current", current)
                .map(row -> required(row, "rows_left", Long.class))
                .one();
    }

    private static String hex(DataKey key) {
        return HexFormat.of().formatHex(key.wrapped());
    }

    /** A row's data key as it was read. */
    public record Wrapped(short shard, UUID id, DataKey key) {}

    /** The same data key under another version. */
    public record Replacement(Wrapped old, DataKey fresh) {}
}
