package gateway.platform.postgres;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ValidationDepth;
import io.r2dbc.spi.Wrapped;
import java.time.Duration;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.Disposable;

/** A few connections beside the shared pool, for questions that must be answered however busy that pool is. */
public final class OwnConnections implements Disposable {

    // As long as the longest of those who ask here wait for an answer.
    private static final Duration ACQUIRE = Duration.ofSeconds(1);
    private static final Duration VALID = Duration.ofMillis(500);
    private static final Duration IDLE = Duration.ofMinutes(1);

    private final ConnectionPool pool;
    private final DatabaseClient database;

    private OwnConnections(ConnectionPool pool) {
        this.pool = pool;
        this.database = DatabaseClient.create(pool);
    }

    /** @param most at once; whoever comes beyond them waits a second at most */
    public static OwnConnections beside(ConnectionFactory shared, int most) {
        // The server is asked before each use: a line that fell silent must not be taken again and again.
        return new OwnConnections(new ConnectionPool(ConnectionPoolConfiguration.builder(unpooled(shared))
                .initialSize(0)
                .maxSize(most)
                .maxIdleTime(IDLE)
                .validationDepth(ValidationDepth.REMOTE)
                .maxValidationTime(VALID)
                .maxAcquireTime(ACQUIRE)
                .build()));
    }

    private static ConnectionFactory unpooled(ConnectionFactory shared) {
        return shared instanceof Wrapped<?> pool && pool.unwrap() instanceof ConnectionFactory bare ? bare : shared;
    }

    public DatabaseClient database() {
        return database;
    }

    @Override
    public void dispose() {
        pool.dispose();
    }
}
