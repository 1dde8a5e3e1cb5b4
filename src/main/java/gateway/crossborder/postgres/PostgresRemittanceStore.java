package gateway.crossborder.postgres;

import static gateway.platform.postgres.Columns.required;

import gateway.crossborder.Remittance;
import gateway.crossborder.RemittanceStore;
import gateway.platform.postgres.DueRows;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.QuoteId;
import gateway.shared.ids.RemittanceId;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads quotes and remittances from schema {@code crossborder}. */
@Component
class PostgresRemittanceStore implements RemittanceStore {

    private static final String QUOTE =
            "select customer, terms, state from crossborder.quote where shard = :shard and id = :id";

    private static final String FIND =
            "select " + RemittanceRow.COLUMNS + " from crossborder.remittance where shard = :shard and id = :id";

    private static final String BY_UETR =
            "select " + RemittanceRow.COLUMNS + " from crossborder.remittance where uetr = :uetr";

    private static final String LIST = "select " + RemittanceRow.COLUMNS + """
              from crossborder.remittance
             where shard = :shard and customer = :customer and id < :before
             order by id desc
             limit :limit
            """;

    private static final String WATCHED = "select " + RemittanceRow.COLUMNS
            + " from crossborder.remittance where attention order by opened_at limit :limit";

    private static final String TAKE = """
            update crossborder.remittance r
               set next_check_at = :until
              from (select shard, id
                      from crossborder.remittance
                     where next_check_at <= :now
                     order by next_check_at
                     limit :limit
                       for no key update skip locked) due
             where r.shard = due.shard and r.id = due.id
            returning r.id, r.version, r.customer, r.payment, r.correspondent, r.uetr, r.terms, r.status, r.progress,
                      r.opened_at, r.final_by
            """;

    private static final String TAKEN =
            "select correspondent, used_minor from crossborder.liquidity where currency = :currency";

    private static final UUID NEWEST = new UUID(-1, -1);

    private final DatabaseClient database;

    PostgresRemittanceStore(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Standing> quote(QuoteId id) {
        return database.sql(QUOTE)
                .bind("shard", TimeOrderedIds.shardOf(id.value()))
                .bind("id", id.value())
                .map(row -> new Standing(
                        QuoteRow.quote(
                                id,
                                new CustomerId(required(row, "customer", UUID.class)),
                                required(row, "terms", String.class)),
                        "used".equals(row.get("state", String.class))))
                .one();
    }

    @Override
    public Mono<Remittance> find(RemittanceId id) {
        return database.sql(FIND)
                .bind("shard", id.shard())
                .bind("id", id.value())
                .map(RemittanceRow::remittance)
                .one();
    }

    @Override
    public Mono<Remittance> find(UUID uetr) {
        return database.sql(BY_UETR)
                .bind("uetr", uetr)
                .map(RemittanceRow::remittance)
                .one();
    }

    @Override
    public Flux<Remittance> list(CustomerId customer, @Nullable RemittanceId before, int limit) {
        return database.sql(LIST)
                .bind("shard", customer.shard())
                .bind("customer", customer.value())
                .bind("before", before == null ? NEWEST : before.value())
                .bind("limit", limit)
                .map(RemittanceRow::remittance)
                .all();
    }

    @Override
    public Flux<Remittance> watched(int limit) {
        return database.sql(WATCHED)
                .bind("limit", limit)
                .map(RemittanceRow::remittance)
                .all();
    }

    @Override
    public Flux<Remittance> takeDue(Instant now, Instant until, int limit) {
        return DueRows.taken(
                database.sql(TAKE).bind("now", now).bind("until", until).bind("limit", limit),
                RemittanceRow::remittance);
    }

    @Override
    public Mono<Map<String, Money>> taken(Asset currency) {
        return database.sql(TAKEN)
                .bind("currency", currency.code())
                .map(row -> Map.entry(
                        required(row, "correspondent", String.class),
                        new Money(required(row, "used_minor", Long.class), currency)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }
}
