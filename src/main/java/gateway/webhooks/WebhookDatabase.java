package gateway.webhooks;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import java.time.Duration;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcConnectionDetails;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.netty.resources.LoopResources;

/**
 * The few connections, and the thread, that all work on webhooks has for itself: whatever partners do, payments wait
 * for none of it.
 */
@Component
public final class WebhookDatabase implements DisposableBean {

    private static final Option<String> PROTOCOL = ConnectionFactoryOptions.PROTOCOL;
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration LONGEST_STATEMENT = Duration.ofSeconds(10);
    private static final int CONNECTIONS = 4;

    private final LoopResources loops = LoopResources.create("webhooks", 1, 1, true);
    private final ConnectionPool pool;
    private final DatabaseClient client;
    private final TransactionalOperator transaction;

    @Autowired
    WebhookDatabase(R2dbcConnectionDetails database) {
        this(database.getConnectionFactoryOptions());
    }

    public WebhookDatabase(ConnectionFactoryOptions database) {
        this.pool = new ConnectionPool(ConnectionPoolConfiguration.builder(ConnectionFactories.get(options(database)))
                .initialSize(0)
                .minIdle(0)
                .maxSize(CONNECTIONS)
                .maxAcquireTime(PATIENCE)
                .maxCreateConnectionTime(PATIENCE)
                .build());
        this.client = DatabaseClient.create(pool);
        this.transaction = TransactionalOperator.create(new R2dbcTransactionManager(pool));
    }

    private ConnectionFactoryOptions options(ConnectionFactoryOptions database) {
        var options = ConnectionFactoryOptions.builder().from(database);
        if ("pool".equals(database.getValue(ConnectionFactoryOptions.DRIVER))) {
            // r2dbc:pool:postgresql:… names the real driver in the protocol.
            options.option(ConnectionFactoryOptions.DRIVER, String.valueOf(database.getRequiredValue(PROTOCOL)));
        }
        return options.option(PostgresqlConnectionFactoryProvider.APPLICATION_NAME, "oqim-webhooks")
                .option(PostgresqlConnectionFactoryProvider.LOOP_RESOURCES, loops)
                .option(PostgresqlConnectionFactoryProvider.STATEMENT_TIMEOUT, LONGEST_STATEMENT)
                .option(PostgresqlConnectionFactoryProvider.LOCK_WAIT_TIMEOUT, PATIENCE)
                .option(ConnectionFactoryOptions.CONNECT_TIMEOUT, PATIENCE)
                .build();
    }

    public DatabaseClient client() {
        return client;
    }

    public TransactionalOperator transaction() {
        return transaction;
    }

    /** The thread on which partners are called, too. */
    public LoopResources loops() {
        return loops;
    }

    @Override
    public void destroy() {
        pool.dispose();
        loops.dispose();
    }
}
