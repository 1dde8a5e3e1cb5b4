package gateway.platform.postgres;

import gateway.platform.loops.EventLoops;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import java.time.Duration;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.netty.resources.LoopResources;

/**
 * The few connections, and the thread, that work beside payments has for itself: whatever those do whom it waits for,
 * payments wait for none of it.
 */
public abstract class SideDatabase implements DisposableBean {

    private static final Option<String> PROTOCOL = ConnectionFactoryOptions.PROTOCOL;
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration LONGEST_STATEMENT = Duration.ofSeconds(10);
    private static final int CONNECTIONS = 4;

    private final LoopResources loops;
    private final ConnectionPool pool;
    private final DatabaseClient client;
    private final TransactionalOperator transaction;

    /** @param name such as {@code webhooks}: of the thread, and among the database's applications */
    protected SideDatabase(String name, ConnectionFactoryOptions database) {
        this.loops = EventLoops.own(name, 1);
        var connections = WholeStatements.of(ConnectionFactories.get(options(name, database, loops)));
        this.pool = new ConnectionPool(ConnectionPoolConfiguration.builder(connections)
                .initialSize(0)
                .minIdle(0)
                .maxSize(CONNECTIONS)
                .maxAcquireTime(PATIENCE)
                .maxCreateConnectionTime(PATIENCE)
                .build());
        this.client = DatabaseClient.create(pool);
        this.transaction = TransactionalOperator.create(new R2dbcTransactionManager(pool));
    }

    private static ConnectionFactoryOptions options(
            String name, ConnectionFactoryOptions database, LoopResources loops) {
        var options = ConnectionFactoryOptions.builder().from(database);
        if ("pool".equals(database.getValue(ConnectionFactoryOptions.DRIVER))) {
            // r2dbc:pool:postgresql:… names the real driver in the protocol.
            options.option(ConnectionFactoryOptions.DRIVER, String.valueOf(database.getRequiredValue(PROTOCOL)));
        }
        return options.option(PostgresqlConnectionFactoryProvider.APPLICATION_NAME, "oqim-" + name)
                .option(PostgresqlConnectionFactoryProvider.LOOP_RESOURCES, loops)
                .option(PostgresqlConnectionFactoryProvider.STATEMENT_TIMEOUT, LONGEST_STATEMENT)
                .option(PostgresqlConnectionFactoryProvider.LOCK_WAIT_TIMEOUT, PATIENCE)
                .option(ConnectionFactoryOptions.CONNECT_TIMEOUT, PATIENCE)
                .build();
    }

    public final DatabaseClient client() {
        return client;
    }

    public final TransactionalOperator transaction() {
        return transaction;
    }

    /** The thread on which those are called, too, whom the work waits for. */
    public final LoopResources loops() {
        return loops;
    }

    @Override
    public final void destroy() {
        pool.dispose();
        loops.dispose();
    }
}
