package sandbox.embedded;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Asks one database again and again over the same connection, opened on first use: PostgreSQL starts a process for
 * every connection, which costs it what a hundred answers do.
 */
public final class KeptConnection implements AutoCloseable {

    private final Database database;
    private @Nullable Connection connection;

    public KeptConnection(Database database) {
        this.database = database;
    }

    /** The first column of the one row. */
    public synchronized String text(String query) {
        try (var statement = opened().createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    /** The same as a whole number. */
    public synchronized long number(String query) {
        try (var statement = opened().createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    private Connection opened() throws SQLException {
        if (connection == null) {
            connection = database.jdbc();
        }
        return connection;
    }

    @Override
    public synchronized void close() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
