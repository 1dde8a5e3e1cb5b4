package gateway.payments.postgres;

import static gateway.platform.postgres.Columns.required;

import gateway.payments.RailNames;
import gateway.shared.ids.TimeOrderedIds;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Names out of the progress of payments and refunds. */
@Component
class PostgresRailNames implements RailNames {

    private static final String NAMES = """
            with asked as (
                select * from unnest(:shards::smallint[], :subjects::uuid[]) u (shard, id)
            ), known as (
                select a.id, p.progress::jsonb as progress
                  from asked a join payments.payment p on p.shard = a.shard and p.id = a.id
                union all
                select a.id, r.progress::jsonb
                  from asked a join payments.refund r on r.shard = a.shard and r.id = a.id
            )
            select leg.part ->> 'processor' as rail, leg.part ->> 'identity' as identity, known.id,
                   leg.part ->> 'reference' as reference
              from known
             cross join lateral (values (known.progress -> 'debit'), (known.progress -> 'credit')) leg (part)
             where leg.part ->> 'identity' is not null
            """;

    private static final String REFUNDS = """
            select r.id, r.payment
              from unnest(:shards::smallint[], :subjects::uuid[]) asked (shard, id)
              join payments.refund r on r.shard = asked.shard and r.id = asked.id
            """;

    private static final String REFUNDS_OF = """
            select r.id, r.payment from payments.refund r where r.payment = any(:subjects)
            """;

    private final DatabaseClient database;

    PostgresRailNames(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Flux<RailName> of(List<UUID> subjects) {
        return asked(NAMES, subjects)
                .map(row -> new RailName(
                        required(row, "rail", String.class),
                        required(row, "identity", String.class),
                        required(row, "id", UUID.class),
                        row.get("reference", String.class)))
                .all();
    }

    @Override
    public Flux<RefundOf> refunds(List<UUID> subjects) {
        return asked(REFUNDS, subjects).map(PostgresRailNames::refund).all();
    }

    @Override
    public Flux<RefundOf> refundsOf(List<UUID> payments) {
        return database.sql(REFUNDS_OF)
                .bind("subjects", payments.toArray(UUID[]::new))
                .map(PostgresRailNames::refund)
                .all();
    }

    private static RefundOf refund(Readable row) {
        return new RefundOf(required(row, "id", UUID.class), required(row, "payment", UUID.class));
    }

    private DatabaseClient.GenericExecuteSpec asked(String sql, List<UUID> subjects) {
        return database.sql(sql)
                .bind(
                        "shards",
                        subjects.stream()
                                .map(it -> (short) TimeOrderedIds.shardOf(it))
                                .toArray(Short[]::new))
                .bind("subjects", subjects.toArray(UUID[]::new));
    }
}
