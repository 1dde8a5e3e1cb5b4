package gateway.operators.postgres;

import gateway.operators.OperatorTransaction.TransactionKey;
import gateway.operators.wire.Receipts;
import java.time.Clock;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
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
}
