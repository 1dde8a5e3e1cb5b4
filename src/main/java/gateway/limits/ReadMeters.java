package gateway.limits;

import gateway.limits.Meter.Reading;
import gateway.platform.postgres.Columns;
import gateway.shared.ids.CustomerId;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What was counted on meters, as it stands committed now. */
@Component
class ReadMeters {

    private static final String READ = """
            select coalesce(c.taken - c.given_back, 0) as used
              from unnest(:shards::smallint[], :scopes::uuid[], :limits::text[], :buckets::bigint[])
                   with ordinality u(shard, scope, limit_id, bucket, n)
              left join limits.counter c
                on c.shard = u.shard and c.scope = u.scope and c.limit_id = u.limit_id and c.bucket = u.bucket
             order by u.n
            """;

    private static final int COUNTS = 3;

    private final DatabaseClient database;

    ReadMeters(DatabaseClient database) {
        this.database = database;
    }

    /** One reading for each meter, in their order. */
    Mono<List<Reading>> read(CustomerId customer, List<Meter> meters) {
        var keys = meters.stream()
                .flatMap(meter -> Metered.keys(meter, customer).stream())
                .toList();
        return database.sql(READ)
                .bind("shards", UseRows.shards(keys))
                .bind("scopes", UseRows.scopes(keys))
                .bind("limits", UseRows.limits(keys))
                .bind("buckets", UseRows.array(keys, CounterKey::bucket, Long[]::new))
                .map(row -> Columns.required(row, "used", Long.class))
                .all()
                .collectList()
                .map(ReadMeters::readings);
    }

    private static List<Reading> readings(List<Long> used) {
        return IntStream.range(0, used.size() / COUNTS)
                .map(n -> n * COUNTS)
                .mapToObj(n -> new Reading(used.get(n), used.get(n + 1), used.get(n + 2)))
                .toList();
    }
}
