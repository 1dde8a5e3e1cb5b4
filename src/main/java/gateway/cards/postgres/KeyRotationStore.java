package gateway.cards.postgres;

import static gateway.cards.postgres.CardStore.required;

import gateway.cards.vault.DataKey;
import java.util.List;
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
             where key_version < :current or key_version > :current
             order by key_version, shard, id
             limit :most
            """;

    // An ordinary update: readers and payments go on, and whoever wrote the row meanwhile wins.
    private static final String REPLACE = """
            update cards.card
               set key_version = fresh.key_version, data_key = fresh.data_key
              from unnest(:shards::smallint[], :ids::uuid[], :old_keys::bytea[], :versions::integer[], :new_keys::bytea[])
                   as fresh (shard, id, old_key, key_version, data_key)
             where card.shard = fresh.shard and card.id = fresh.id and card.data_key = fresh.old_key
            """;

    private static final String LEFT = """
            select (select count(*) from cards.card where key_version < :current or key_version > :current)
                 + (select count(*) from cards.registration where key_version <> :current) as rows_left
            """;

    private final DatabaseClient database;

    KeyRotationStore(DatabaseClient database) {
        this.database = database;
    }

    /** At most so many rows that another version than the current one wraps; an empty list when there is none. */
    public Mono<List<Wrapped>> old(int current, int most) {
        return database.sql(OLD)
                .bind("current", current)
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
                .bind("old_keys", rows.stream().map(row -> row.old().key().wrapped()).toArray(byte[][]::new))
                .bind("versions", rows.stream().map(row -> row.fresh().version()).toArray(Integer[]::new))
                .bind("new_keys", rows.stream().map(row -> row.fresh().wrapped()).toArray(byte[][]::new))
                .fetch()
                .rowsUpdated();
    }

    /** How many rows, pending registrations too, still need another version than the current one. */
    public Mono<Long> left(int current) {
        return database.sql(LEFT)
                .bind("current", current)
                .map(row -> required(row, "rows_left", Long.class))
                .one();
    }

    /** A row's data key as it was read. */
    public record Wrapped(short shard, UUID id, DataKey key) {}

    /** The same data key under another version. */
    public record Replacement(Wrapped old, DataKey fresh) {}
}
