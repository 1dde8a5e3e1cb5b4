package gateway.reconciliation.postgres;

import static gateway.platform.postgres.Columns.required;

import gateway.reconciliation.KeptCursor;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A row for each correspondent in schema {@code reconciliation}. */
@Component
class PostgresKeptCursor implements KeptCursor {

    private static final String LAST =
            "select number from reconciliation.kept_cursor where correspondent = :correspondent";

    private static final String REACHED = """
            insert into reconciliation.kept_cursor as known (correspondent, number) values (:correspondent, :number)
                on conflict (correspondent) do update set number = greatest(known.number, excluded.number)
            """;

    private final DatabaseClient database;

    PostgresKeptCursor(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Long> last(String correspondent) {
        return database.sql(LAST)
                .bind("correspondent", correspondent)
                .map(row -> required(row, "number", Long.class))
                .one()
                .defaultIfEmpty(0L);
    }

    @Override
    public Mono<Void> reached(String correspondent, long number) {
        return database.sql(REACHED)
                .bind("correspondent", correspondent)
                .bind("number", number)
                .then();
    }
}
