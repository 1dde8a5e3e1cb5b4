package gateway.operators.postgres;

import static gateway.platform.postgres.Columns.required;

import gateway.operators.OperatorNames;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Names out of operators' transactions. */
@Component
class PostgresOperatorNames implements OperatorNames {

    private static final String NAMES = """
            select operator, their_id, number, id
              from operators.transaction
             where id = any(:ids)
            """;

    private final DatabaseClient database;

    PostgresOperatorNames(OperatorDatabase database) {
        this.database = database.client();
    }

    @Override
    public Flux<OperatorName> of(List<UUID> transactions) {
        return database.sql(NAMES)
                .bind("ids", transactions.toArray(UUID[]::new))
                .map(row -> new OperatorName(
                        required(row, "operator", String.class),
                        required(row, "their_id", String.class),
                        required(row, "number", Long.class),
                        required(row, "id", UUID.class)))
                .all();
    }
}
