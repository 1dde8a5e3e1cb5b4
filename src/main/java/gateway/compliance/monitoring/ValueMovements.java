package gateway.compliance.monitoring;

import static gateway.platform.postgres.Columns.required;

import gateway.compliance.WorthInSom;
import gateway.shared.ids.CustomerId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Finds out what movements in other currencies are worth, once, before the rules see them. Of which no rate is known at
 * all is told to people and waits: when a rate comes, it is valued by that and judged as if it were new. Call inside a
 * transaction that has the shard's turn.
 */
@Component
class ValueMovements {

    private static final int AT_ONCE = 200;

    private static final String COLUMNS = """
            select customer, at, payment, direction, moved_minor, moved_currency
              from compliance.movement
             where shard = :shard and amount_minor is null
            """;

    private static final String FRESH = COLUMNS + """
               and not judged
             order by at
             limit :most
            """;

    private static final String WAITING_CURRENCIES = """
            select distinct moved_currency
              from compliance.movement
             where shard = :shard and amount_minor is null and judged
            """;

    private static final String WAITING_FOR_A_RATE = COLUMNS + """
               and judged and moved_currency = :currency
             order by at
             limit :most
            """;

    private static final String VALUED = """
            update compliance.movement
               set amount_minor = :worth, judged = false
             where shard = :shard and customer = :customer and at = :at and payment = :payment
               and direction = :direction
            """;

    private static final String WAITS = """
            update compliance.movement
               set judged = true
             where shard = :shard and customer = :customer and at = :at and payment = :payment
               and direction = :direction
            """;

    private final DatabaseClient database;
    private final WorthInSom worth;

    ValueMovements(DatabaseClient database, WorthInSom worth) {
        this.database = database;
        this.worth = worth;
    }

    /** A movement that nobody knows the worth of. */
    record Unvalued(CustomerId customer, Instant at, UUID payment, String direction, Money moved) {}

    /** Emits those of which it cannot be found out; each once, however long they wait. */
    Flux<Unvalued> value(int shard) {
        return valuedAfterAll(shard).thenMany(fresh(shard).concatMap(this::valuedOrLost));
    }

    private Flux<Unvalued> fresh(int shard) {
        return list(database.sql(FRESH).bind("shard", shard).bind("most", AT_ONCE));
    }

    // Of one currency a rate is known for all or for none.
    private Flux<Boolean> valuedAfterAll(int shard) {
        return database.sql(WAITING_CURRENCIES)
                .bind("shard", shard)
                .map(row -> required(row, "moved_currency", String.class))
                .all()
                .collectList()
                .flatMapIterable(all -> all)
                .concatMap(currency -> list(database.sql(WAITING_FOR_A_RATE)
                                .bind("shard", shard)
                                .bind("currency", currency)
                                .bind("most", AT_ONCE))
                        .concatMap(this::valued)
                        .takeWhile(known -> known));
    }

    // All are read before one is written: a connection does one thing at a time.
    private static Flux<Unvalued> list(DatabaseClient.GenericExecuteSpec found) {
        return found.map(ValueMovements::unvalued).all().collectList().flatMapIterable(all -> all);
    }

    /** Emits it unless its worth is known now. */
    private Mono<Unvalued> valuedOrLost(Unvalued it) {
        return valued(it)
                .filter(known -> !known)
                .flatMap(_ -> of(WAITS, it).then().thenReturn(it));
    }

    private Mono<Boolean> valued(Unvalued it) {
        return worth.of(it.moved(), it.at())
                .flatMap(som -> of(VALUED, it).bind("worth", som.minor()).then().thenReturn(true))
                .defaultIfEmpty(false);
    }

    private DatabaseClient.GenericExecuteSpec of(String sql, Unvalued it) {
        return database.sql(sql)
                .bind("shard", it.customer().shard())
                .bind("customer", it.customer().value())
                .bind("at", it.at())
                .bind("payment", it.payment())
                .bind("direction", it.direction());
    }

    private static Unvalued unvalued(Readable row) {
        return new Unvalued(
                new CustomerId(required(row, "customer", UUID.class)),
                required(row, "at", Instant.class),
                required(row, "payment", UUID.class),
                required(row, "direction", String.class),
                new Money(
                        required(row, "moved_minor", Long.class),
                        Asset.of(required(row, "moved_currency", String.class))));
    }
}
