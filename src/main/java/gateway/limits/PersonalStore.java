package gateway.limits;

import gateway.platform.postgres.Columns;
import gateway.shared.ids.CustomerId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Personal maxima in PostgreSQL; of each rule and customer at most one stands. */
@Component
class PersonalStore {

    // Whoever decides next waits; payments, which lock single rows, do not.
    private static final String LOCK = "lock table limits.personal_max in share row exclusive mode";

    private static final String ADD = """
            insert into limits.personal_max (shard, customer, limit_id, id, max, since, until)
            values (:shard, :customer, :limit, :id, :max, :since, :until)
            """;

    // Waits for the payments that are being decided by it.
    private static final String REPLACE = """
            update limits.personal_max
               set ended_at = :at, ended_by = :by
             where shard = :shard and customer = :customer and limit_id = :limit and ended_at is null
            """;

    private static final String END = """
            update limits.personal_max
               set ended_at = :at, ended_by = :by
             where id = :id and ended_at is null
            """;

    private static final String COLUMNS = """
            select customer, limit_id, id, max, since, until, ended_at, ended_by
              from limits.personal_max
            """;

    private static final String FIND = COLUMNS + " where id = :id";
    private static final String STANDING =
            COLUMNS + " where shard = :shard and customer = :customer and ended_at is null";
    private static final String OF_CUSTOMER =
            COLUMNS + " where shard = :shard and customer = :customer order by id desc limit :most";
    private static final String LATEST =
            COLUMNS + " where ended_at is null and until > :now order by id desc limit :most";

    private static final String HELD = COLUMNS + " where until > :moment and coalesce(ended_at, until) > :moment";

    private final DatabaseClient database;

    PersonalStore(DatabaseClient database) {
        this.database = database;
    }

    /** Call inside a transaction. */
    Mono<Void> lock() {
        return database.sql(LOCK).then();
    }

    /** The new one takes the place of one that stands. Call inside a transaction that holds the lock. */
    Mono<Void> put(PersonalMax max) {
        return replace(max).then(Mono.defer(() -> add(max)));
    }

    private Mono<Void> replace(PersonalMax max) {
        return database.sql(REPLACE)
                .bind("at", max.since())
                .bind("by", max.id())
                .bind("shard", max.customer().shard())
                .bind("customer", max.customer().value())
                .bind("limit", max.limit())
                .then();
    }

    private Mono<Void> add(PersonalMax max) {
        return database.sql(ADD)
                .bind("shard", max.customer().shard())
                .bind("customer", max.customer().value())
                .bind("limit", max.limit())
                .bind("id", max.id())
                .bind("max", max.max())
                .bind("since", max.since())
                .bind("until", max.until())
                .then();
    }

    /** Emits whether it stood. */
    Mono<Boolean> end(UUID id, Instant at, UUID by) {
        return database.sql(END)
                .bind("at", at)
                .bind("by", by)
                .bind("id", id)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    Mono<PersonalMax> find(UUID id) {
        return database.sql(FIND).bind("id", id).map(PersonalStore::max).one();
    }

    /** Those that were not ended; some may be over. */
    Flux<PersonalMax> standing(CustomerId customer) {
        return database.sql(STANDING)
                .bind("shard", customer.shard())
                .bind("customer", customer.value())
                .map(PersonalStore::max)
                .all();
    }

    /** All that the customer ever had, latest first. */
    Flux<PersonalMax> of(CustomerId customer, int most) {
        return database.sql(OF_CUSTOMER)
                .bind("shard", customer.shard())
                .bind("customer", customer.value())
                .bind("most", most)
                .map(PersonalStore::max)
                .all();
    }

    /** Those in force, of whomever, latest first. */
    Flux<PersonalMax> inForce(Instant now, int most) {
        return database.sql(LATEST)
                .bind("now", now)
                .bind("most", most)
                .map(PersonalStore::max)
                .all();
    }

    Flux<PersonalMax> heldSince(Instant moment) {
        return database.sql(HELD).bind("moment", moment).map(PersonalStore::max).all();
    }

    private static PersonalMax max(Readable row) {
        return new PersonalMax(
                Columns.required(row, "id", UUID.class),
                new CustomerId(Columns.required(row, "customer", UUID.class)),
                Columns.required(row, "limit_id", String.class),
                Columns.required(row, "max", Long.class),
                Columns.required(row, "since", Instant.class),
                Columns.required(row, "until", Instant.class),
                ended(row));
    }

    private static PersonalMax.@Nullable Ended ended(Readable row) {
        var at = row.get("ended_at", Instant.class);
        return at == null ? null : new PersonalMax.Ended(at, Columns.required(row, "ended_by", UUID.class));
    }
}
