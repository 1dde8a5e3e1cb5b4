package sandbox.chaos.gales;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import sandbox.embedded.Database;

/** Looks again and again how long a batch stands in PostgreSQL: idle in its transaction, or waiting for locks. */
final class LockWatch implements AutoCloseable {

    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final String LONGEST = """
            select coalesce(max(extract(epoch from clock_timestamp() - state_change) * 1000), 0)::bigint
              from pg_stat_activity
             where application_name = 'oqim-journal'
               and (state = 'idle in transaction' or state = 'active' and wait_event_type = 'Lock')
            """;

    private final Database database;
    private final Thread watching;
    private volatile boolean over;
    private volatile long longestMillis;
    private volatile boolean looked;

    private LockWatch(Database database) {
        this.database = database;
        this.watching = Thread.ofPlatform().name("lock-watch").unstarted(this::watch);
    }

    static LockWatch begin(Database database) {
        var watch = new LockWatch(database);
        watch.watching.start();
        return watch;
    }

    Duration longest() {
        return Duration.ofMillis(longestMillis);
    }

    /** Ends it; a watch that never looked has seen nothing, and says so. */
    @Override
    public void close() {
        over = true;
        try {
            watching.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!looked) {
            throw new IllegalStateException("Nobody looked at the locks");
        }
    }

    private void watch() {
        try (var connection = database.jdbc()) {
            while (!over) {
                look(connection);
                LockSupport.parkNanos(LOOK_EVERY.toNanos());
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The locks cannot be looked at", e);
        }
    }

    private void look(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(LONGEST)) {
            rows.next();
            longestMillis = Math.max(longestMillis, rows.getLong(1));
            looked = true;
        }
    }
}
