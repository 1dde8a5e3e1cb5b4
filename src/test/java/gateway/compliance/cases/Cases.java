package gateway.compliance.cases;

import gateway.shared.ids.TimeOrderedIds;
import io.r2dbc.pool.ConnectionPool;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import sandbox.embedded.Database;

/** Everything about cases over a test's own database and clock. */
public final class Cases implements AutoCloseable {

    private final ConnectionPool pool;
    public final DatabaseClient database;
    public final TransactionalOperator transaction;
    public final TimeOrderedIds ids;
    public final CaseFiles files;
    public final DecideCases decide;
    public final RaiseAlerts alerts;

    public Cases(Database where, Clock clock) {
        pool = where.pool(10);
        database = DatabaseClient.create(pool);
        transaction = TransactionalOperator.create(new R2dbcTransactionManager(pool));
        ids = new TimeOrderedIds(clock, new Random(11));
        files = new CaseFiles(database);
        var evidence = new CaseEvidence(database, clock);
        decide = new DecideCases(database, files, evidence, clock);
        alerts =
                new RaiseAlerts(database, transaction, ids, opened -> opened.plus(Duration.ofDays(3)), evidence, clock);
    }

    @Override
    public void close() {
        pool.dispose();
    }
}
