package gateway.crossborder.postgres;

import gateway.crossborder.ExchangeNames;
import gateway.crossborder.Funding;
import gateway.crossborder.Quote;
import gateway.crossborder.Remittance;
import gateway.shared.ids.TimeOrderedIds;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Looks them up in schema {@code crossborder}, many at once. */
@Component
class PostgresExchangeNames implements ExchangeNames {

    private static final String REMITTANCES = "select " + RemittanceRow.COLUMNS + """
              from crossborder.remittance
              join unnest(:shards::smallint[], :ids::uuid[]) asked(of_shard, of_id) on shard = of_shard and id = of_id
            """;

    private static final String FUNDINGS = """
            select act, correspondent, currency, minor, cost_minor
              from crossborder.funding
             where act = any(:acts)
            """;

    private final DatabaseClient database;

    PostgresExchangeNames(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Map<UUID, Quote>> quotes(List<UUID> remittances) {
        return database.sql(REMITTANCES)
                .bind(
                        "shards",
                        remittances.stream()
                                .map(it -> (short) TimeOrderedIds.shardOf(it))
                                .toArray(Short[]::new))
                .bind("ids", remittances.toArray(UUID[]::new))
                .map(RemittanceRow::remittance)
                .all()
                .collectMap(it -> it.id().value(), Remittance::quote);
    }

    @Override
    public Mono<Map<UUID, Funding>> fundings(List<UUID> acts) {
        return database.sql(FUNDINGS)
                .bind("acts", acts.toArray(UUID[]::new))
                .map(PostgresFundingStore::funding)
                .all()
                .collectMap(Funding::id);
    }
}
