package gateway.operators.postgres;

import static gateway.platform.postgres.Columns.required;

import gateway.operators.OperatorTransaction.TransactionKey;
import gateway.operators.wire.Receipts;
import java.time.Clock;
import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps tax receipts beside the transactions that they are about. */
@Component
class PostgresReceipts implements Receipts {

    private static final String KEEP = """
            insert into operators.receipt (shard, operator, their_id, kind, document, received_at)
            values (:shard, :operator, :their_id, :kind, :document, :at)
                on conflict (shard, operator, their_id, kind)
                do update set document = excluded.document, received_at = excluded.received_at
            """;

    private static final String OF = """
            select kind, document, received_at
              from operators.receipt
             where shard = :shard and operator = :operator and their_id = :their_id
             order by received_at, kind
            """;

    private final DatabaseClient database;
    private final Clock clock;

    PostgresReceipts(OperatorDatabase database, Clock clock) {
        this.database = database.client();
        this.clock = clock;
    }

    @Override
    public Mono<Void> keep(TransactionKey key, String kind, String document) {
        return database.sql(KEEP)
                .bind("shard", (short) key.shard())
                .bind("operator", key.operator().name())
                .bind("their_id", key.theirId())
                .bind("kind", kind)
                .bind("document", document)
                .bind("at", clock.instant())
                .fetch()
                .rowsUpdated()
                .then();
    }

    @Override
    public Flux<Receipt> of(TransactionKey key) {
        return database.sql(OF)
                .bind("shard", (short) key.shard())
                .bind("operator", key.operator().name())
                .bind("their_id", key.theirId())
                .map(row -> new Receipt(
                        required(row, "kind", String.class),
                        required(row, "document", String.class),
                        required(row, "received_at", Instant.class)))
                .all();
    }
}
