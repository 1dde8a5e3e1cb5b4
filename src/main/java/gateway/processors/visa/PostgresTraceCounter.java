package gateway.processors.visa;

import io.r2dbc.spi.Readable;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** One row per terminal. */
@Component
final class PostgresTraceCounter implements TraceCounter {

    private static final String TAKE = """
            insert into visa.trace (terminal, taken)
            values (:terminal, :count)
                on conflict (terminal)
                do update set taken = trace.taken + excluded.taken
            returning taken
            """;

    private final DatabaseClient database;

    PostgresTraceCounter(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Long> take(String terminal, int count) {
        return database.sql(TAKE)
                .bind("terminal", terminal)
                .bind("count", (long) count)
                .map(PostgresTraceCounter::taken)
                .one();
    }

    private static Long taken(Readable row) {
        return Objects.requireNonNull(row.get("taken", Long.class));
    }
}
