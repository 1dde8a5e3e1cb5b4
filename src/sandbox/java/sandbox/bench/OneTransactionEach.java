package sandbox.bench;

import gateway.ledger.PostTransfers.Direct;
import gateway.shared.ids.AccountId;
import gateway.shared.ids.TimeOrderedIds;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import java.time.Instant;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import sandbox.embedded.Database;

/** What the journal is measured against: the same rows, written the usual way, one transaction for each payment. */
final class OneTransactionEach implements AutoCloseable {

    private static final String KEY = """
            insert into platform.idempotency (shard, scope, key, fingerprint, subject)
            values ($1, $2, $3, $4, $5)
                on conflict do nothing
            """;

    private static final String DEBIT = """
            update ledger.account
               set debits_posted = debits_posted + $3
             where shard = $1 and id = $2 and credits_posted - debits_posted - debits_pending >= $3
            """;

    private static final String TRANSFER = """
            insert into ledger.transfer (shard, id, kind, debit, credit, debit_kind, credit_kind, amount_minor, asset,
                   purpose, reference, created_at)
            values ($1, $2, 1, $3, $4, 1, 2, $5, 'UZS', 1, $6, $7)
            """;

    private static final String EVENT = """
            insert into platform.outbox (shard, id, subject, version, type, payload)
            values ($1, $2, $3, 1, 'payment.completed', $4)
            """;

    private static final String CREDIT = """
            update ledger.account
               set credits_posted = credits_posted + $3
             where shard = $1 and id = $2
            """;

    private final ConnectionPool pool;

    OneTransactionEach(Database database, int connections) {
        pool = new ConnectionPool(ConnectionPoolConfiguration.builder(database.connections())
                .initialSize(connections)
                .maxSize(connections)
                .build());
        pool.warmup().block();
    }

    /** The hot row comes last, so that it is locked as briefly as possible. */
    Mono<Void> pay(Direct transfer, String key, byte[] fingerprint, String payload) {
        return Mono.usingWhen(
                pool.create(),
                connection -> Mono.from(connection.beginTransaction())
                        .then(claim(connection, transfer, key, fingerprint))
                        .then(move(
                                connection,
                                DEBIT,
                                transfer.debit(),
                                transfer.amount().minor()))
                        .then(transfer(connection, transfer))
                        .then(announce(connection, transfer, payload))
                        .then(move(
                                connection,
                                CREDIT,
                                transfer.credit(),
                                transfer.amount().minor()))
                        .then(Mono.from(connection.commitTransaction())),
                Connection::close);
    }

    private static Mono<Void> claim(Connection connection, Direct transfer, String key, byte[] fingerprint) {
        return one(connection
                .createStatement(KEY)
                .bind(0, (short) transfer.id().shard())
                .bind(1, transfer.debit().value())
                .bind(2, key)
                .bind(3, fingerprint)
                .bind(4, transfer.reference()));
    }

    private static Mono<Void> move(Connection connection, String sql, AccountId account, long amount) {
        return one(connection
                .createStatement(sql)
                .bind(0, (short) account.shard())
                .bind(1, account.value())
                .bind(2, amount));
    }

    private static Mono<Void> transfer(Connection connection, Direct transfer) {
        return one(connection
                .createStatement(TRANSFER)
                .bind(0, (short) transfer.id().shard())
                .bind(1, transfer.id().value())
                .bind(2, transfer.debit().value())
                .bind(3, transfer.credit().value())
                .bind(4, transfer.amount().minor())
                .bind(5, transfer.reference())
                .bind(6, Instant.now()));
    }

    private static Mono<Void> announce(Connection connection, Direct transfer, String payload) {
        return one(connection
                .createStatement(EVENT)
                .bind(0, (short) TimeOrderedIds.shardOf(transfer.reference()))
                .bind(1, transfer.id().value())
                .bind(2, transfer.reference())
                .bind(3, payload));
    }

    private static Mono<Void> one(Statement statement) {
        return Flux.from(statement.execute())
                .concatMap(Result::getRowsUpdated)
                .single()
                .filter(rows -> rows == 1)
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("A statement found no row")))
                .then();
    }

    @Override
    public void close() {
        pool.dispose();
    }
}
