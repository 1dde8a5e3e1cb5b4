package gateway.limits;

import static gateway.platform.journal.Columns.column;

import gateway.platform.postgres.Columns;
import gateway.shared.ids.PaymentId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Counts in PostgreSQL, read outside the journal. */
@Component
class PostgresCounts implements CountStore {

    private static final String KEPT = """
            select at, payee, taken
              from limits.use
             where shard = :shard and id = :id
            """;

    private static final String USED = """
            select coalesce(c.taken - c.given_back, 0) as used
              from unnest(:shards::smallint[], :scopes::uuid[], :limits::text[], :buckets::bigint[])
                   with ordinality u(shard, scope, limit_id, bucket, n)
              left join limits.counter c
                on c.shard = u.shard and c.scope = u.scope and c.limit_id = u.limit_id and c.bucket = u.bucket
             order by u.n
            """;

    private final DatabaseClient database;

    PostgresCounts(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Kept> keptOf(PaymentId payment) {
        return database.sql(KEPT)
                .bind("shard", payment.shard())
                .bind("id", payment.value())
                .map(row -> new Kept(
                        Columns.required(row, "at", Instant.class),
                        Columns.required(row, "payee", UUID.class),
                        Columns.required(row, "taken", String.class)))
                .one();
    }

    @Override
    public Mono<List<Long>> used(List<CounterKey> keys) {
        return database.sql(USED)
                .bind("shards", UseRows.shards(keys))
                .bind("scopes", UseRows.scopes(keys))
                .bind("limits", UseRows.limits(keys))
                .bind("buckets", column(keys, CounterKey::bucket, Long[]::new))
                .map(row -> Columns.required(row, "used", Long.class))
                .all()
                .collectList();
    }
}
