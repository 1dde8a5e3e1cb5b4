package gateway.crossborder.postgres;

import static gateway.platform.postgres.Columns.required;

import gateway.crossborder.Funding;
import gateway.crossborder.FundingStore;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps fundings in schema {@code crossborder}. */
@Component
class PostgresFundingStore implements FundingStore {

    private static final String ADD = """
            insert into crossborder.funding (act, correspondent, currency, minor, cost_minor, approved_at)
            values (:act, :correspondent, :currency, :minor, nullif(:cost, 0), :at)
                on conflict do nothing
            """;

    private static final String UNPOSTED = """
            select act, correspondent, currency, minor, cost_minor
              from crossborder.funding
             where posted_at is null
             order by approved_at
             limit :limit
            """;

    private static final String POSTED =
            "update crossborder.funding set posted_at = :at where act = :act and posted_at is null";

    private final DatabaseClient database;

    PostgresFundingStore(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Void> add(Funding it, Instant at) {
        var cost = it.cost();
        return database.sql(ADD)
                .bind("act", it.id())
                .bind("correspondent", it.correspondent())
                .bind("currency", it.amount().asset().code())
                .bind("minor", it.amount().minor())
                .bind("cost", cost == null ? 0L : cost.minor())
                .bind("at", at)
                .then();
    }

    @Override
    public Flux<Funding> unposted(int limit) {
        return database.sql(UNPOSTED)
                .bind("limit", limit)
                .map(PostgresFundingStore::funding)
                .all();
    }

    @Override
    public Mono<Void> posted(UUID id, Instant at) {
        return database.sql(POSTED).bind("act", id).bind("at", at).then();
    }

    static Funding funding(Readable row) {
        var cost = row.get("cost_minor", Long.class);
        return new Funding(
                required(row, "act", UUID.class),
                required(row, "correspondent", String.class),
                new Money(required(row, "minor", Long.class), Asset.of(required(row, "currency", String.class))),
                cost == null ? null : new Money(cost, Asset.UZS));
    }
}
