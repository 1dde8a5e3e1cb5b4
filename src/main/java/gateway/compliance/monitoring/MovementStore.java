package gateway.compliance.monitoring;

import static gateway.platform.postgres.Columns.required;

import gateway.compliance.Movement;
import gateway.compliance.Movement.Direction;
import gateway.compliance.monitoring.Judge.Hit;
import gateway.compliance.monitoring.Judge.Known;
import gateway.shared.ids.CustomerId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads movements whose worth is known for the rules, and keeps what they found. Call inside a transaction that has the
 * shard's turn.
 */
@Component
class MovementStore {

    /** More in one window than anybody can have honestly; such a customer is looked at by a person, each day anew. */
    static final int MOST = 20_000;

    private static final String TAKE_TURN = """
            select shard
              from compliance.turn
             where shard = :shard
               for update skip locked
            """;

    private static final String WAITING = """
            select customer, min(at) as first
              from compliance.movement
             where shard = :shard and not judged and amount_minor is not null
             group by customer
             order by 2, 1
             limit :size
            """;

    private static final String MOVEMENTS = """
            select payment, at, direction, amount_minor, moved_minor, moved_currency, counterparty, country, category,
                   judged
              from compliance.movement
             where shard = :shard and customer = :customer and at > :since and amount_minor is not null
             order by at, payment, direction
             limit :most
            """;

    private static final String BEFORE = """
            select max(at) as at
              from compliance.movement
             where shard = :shard and customer = :customer and at <= :since
            """;

    private static final String KNOWN = """
            select rule, at, covers
              from compliance.hit
             where shard = :shard and customer = :customer and covers > :since
            """;

    private static final String CUSTOMERS = """
            select distinct customer
              from compliance.movement
             where shard = :shard and at >= :from
             union
            select customer
              from compliance.hit
             where shard = :shard and at >= :from
            """;

    private static final String FOUND = """
            insert into compliance.hit (shard, customer, rule, payment, at, covers, version)
            values (:shard, :customer, :rule, :payment, :at, :covers, :version)
            on conflict do nothing
            """;

    private static final String JUDGED = """
            update compliance.movement
               set judged = true
             where shard = :shard and customer = :customer and not judged and amount_minor is not null
               and payment = any(:payments)
            """;

    private static final String JUDGED_BEFORE = """
            update compliance.movement
               set judged = true
             where shard = :shard and customer = :customer and not judged and amount_minor is not null and at < :end
            """;

    private final DatabaseClient database;

    MovementStore(DatabaseClient database) {
        this.database = database;
    }

    /** A customer of whom something has moved that no rule has seen. */
    record Waiting(CustomerId customer, Instant first) {}

    /** A movement, and whether the rules have seen it. */
    record Kept(Movement movement, boolean judged) {}

    /** Empty while another node has it. */
    Mono<Integer> takeTurn(int shard) {
        return database.sql(TAKE_TURN)
                .bind("shard", shard)
                .map(row -> required(row, "shard", Integer.class))
                .one();
    }

    Flux<Waiting> waiting(int shard, int size) {
        return database.sql(WAITING)
                .bind("shard", shard)
                .bind("size", size)
                .map(row -> new Waiting(
                        new CustomerId(required(row, "customer", UUID.class)), required(row, "first", Instant.class)))
                .all();
    }

    /** The first {@link #MOST} of them. */
    Mono<List<Kept>> movements(CustomerId customer, Instant since) {
        return of(MOVEMENTS, customer)
                .bind("since", since)
                .bind("most", MOST)
                .map(row -> kept(row, customer))
                .all()
                .collectList();
    }

    Mono<Optional<Instant>> before(CustomerId customer, Instant since) {
        return of(BEFORE, customer)
                .bind("since", since)
                .map(row -> Optional.ofNullable(row.get("at", Instant.class)))
                .one();
    }

    Mono<List<Known>> known(CustomerId customer, Instant since) {
        return of(KNOWN, customer)
                .bind("since", since)
                .map(row -> new Known(
                        required(row, "rule", String.class),
                        required(row, "at", Instant.class),
                        required(row, "covers", Instant.class)))
                .all()
                .collectList();
    }

    /** Whom something was recorded of since then; reads the whole shard, so not beside payments. */
    Flux<CustomerId> customersSince(int shard, Instant from) {
        return database.sql(CUSTOMERS)
                .bind("shard", shard)
                .bind("from", from)
                .map(row -> new CustomerId(required(row, "customer", UUID.class)))
                .all();
    }

    Mono<Void> found(CustomerId customer, Hit hit) {
        return of(FOUND, customer)
                .bind("rule", hit.rule().id())
                .bind("payment", hit.last().payment())
                .bind("at", hit.at())
                .bind("covers", hit.covers())
                .bind("version", hit.rule().head().version())
                .then();
    }

    Mono<Void> judged(CustomerId customer, List<Kept> seen) {
        var payments = seen.stream()
                .filter(kept -> !kept.judged())
                .map(kept -> kept.movement().payment())
                .distinct()
                .toArray(UUID[]::new);
        return of(JUDGED, customer).bind("payments", payments).then();
    }

    /** All that waits of the time before that moment. */
    Mono<Void> judgedBefore(CustomerId customer, Instant end) {
        return of(JUDGED_BEFORE, customer).bind("end", end).then();
    }

    private DatabaseClient.GenericExecuteSpec of(String sql, CustomerId customer) {
        return database.sql(sql).bind("shard", customer.shard()).bind("customer", customer.value());
    }

    private static Kept kept(Readable row, CustomerId customer) {
        var worth = new Money(required(row, "amount_minor", Long.class), Asset.UZS);
        var currency = row.get("moved_currency", String.class);
        var movement = new Movement(
                required(row, "payment", UUID.class),
                customer,
                required(row, "at", Instant.class),
                Direction.valueOf(required(row, "direction", String.class)),
                currency == null ? worth : new Money(required(row, "moved_minor", Long.class), Asset.of(currency)),
                worth,
                required(row, "counterparty", UUID.class),
                row.get("country", String.class),
                row.get("category", String.class));
        return new Kept(movement, required(row, "judged", Boolean.class));
    }
}
