package gateway.platform.journal;

import gateway.platform.loops.EventLoops;
import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcConnectionDetails;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.netty.resources.LoopResources;

/** Opens the connections that belong to the writers alone: outside the pool, on event loops of their own. */
@Component
class WriterConnections implements DisposableBean {

    private static final Option<String> PROTOCOL = ConnectionFactoryOptions.PROTOCOL;

    private final JournalSettings settings;
    private final LoopResources loops;
    private final ConnectionFactory factory;

    WriterConnections(R2dbcConnectionDetails database, JournalSettings settings) {
        this.settings = settings;
        this.loops = EventLoops.own("journal", settings.writers());
        this.factory = ConnectionFactories.get(options(database.getConnectionFactoryOptions()));
    }

    private ConnectionFactoryOptions options(ConnectionFactoryOptions database) {
        return withoutPool(database)
                .option(PostgresqlConnectionFactoryProvider.APPLICATION_NAME, "oqim-journal")
                .option(PostgresqlConnectionFactoryProvider.LOOP_RESOURCES, loops)
                .option(PostgresqlConnectionFactoryProvider.TCP_KEEPALIVE, true)
                .option(PostgresqlConnectionFactoryProvider.EXTENSIONS, List.of(new BinaryArrays()))
                .option(PostgresqlConnectionFactoryProvider.FORCE_BINARY, true)
                .option(
                        PostgresqlConnectionFactoryProvider.PREPARED_STATEMENT_CACHE_QUERIES,
                        WriterConnection.STATEMENTS)
                // Those of the pool would otherwise be said last, and hold: 2 s, after which a batch loses its place in
                // the line.
                .option(PostgresqlConnectionFactoryProvider.LOCK_WAIT_TIMEOUT, settings.batchTimeout())
                .option(PostgresqlConnectionFactoryProvider.STATEMENT_TIMEOUT, settings.batchTimeout())
                .option(PostgresqlConnectionFactoryProvider.OPTIONS, sessionSettings())
                .option(ConnectionFactoryOptions.CONNECT_TIMEOUT, settings.connectTimeout())
                .build();
    }

    /** {@code r2dbc:pool:postgresql:…} names the real driver in the protocol. */
    private static ConnectionFactoryOptions.Builder withoutPool(ConnectionFactoryOptions database) {
        var options = ConnectionFactoryOptions.builder().from(database);
        if ("pool".equals(database.getValue(ConnectionFactoryOptions.DRIVER))) {
            options.option(ConnectionFactoryOptions.DRIVER, String.valueOf(database.getRequiredValue(PROTOCOL)));
        }
        return options;
    }

    // The arrays' sizes are unknown to the planner, and one plan has to serve them all: index lookups from the arrays.
    // The server itself ends what we may have lost sight of, so that no lock outlives its writer for long: a line that
    // falls silent tells nobody. It does so before the batches of other nodes give up waiting for those locks.
    private Map<String, String> sessionSettings() {
        var silence = String.valueOf(settings.batchTimeout().dividedBy(2).toMillis());
        return Map.of(
                "plan_cache_mode", "force_generic_plan",
                "enable_hashjoin", "off",
                "enable_mergejoin", "off",
                "enable_seqscan", "off",
                "idle_in_transaction_session_timeout", silence,
                "tcp_keepalives_idle", "10",
                "tcp_user_timeout", silence,
                "jit", "off");
    }

    Mono<Connection> open() {
        return Mono.<Connection>from(factory.create()).timeout(settings.connectTimeout());
    }

    @Override
    public void destroy() {
        loops.dispose();
    }
}
