package gateway.platform.journal;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Statement;
import java.util.HashMap;
import java.util.Map;

/**
 * A writer's own connection with its statements: the driver reads their text when they are made, letter by letter, so
 * they are made once.
 */
final class WriterConnection {

    /** Each shape of a batch is a statement of its own; a few dozen are common, and the rest must not pile up. */
    static final int STATEMENTS = 256;

    private final Connection connection;
    private final Map<String, Statement> statements = new HashMap<>();

    WriterConnection(Connection connection) {
        this.connection = connection;
    }

    Connection connection() {
        return connection;
    }

    /** To be bound anew and executed; what it did before has ended, because batches come one after the other. */
    Statement statement(String text) {
        if (statements.size() >= STATEMENTS && !statements.containsKey(text)) {
            statements.clear();
        }
        return statements.computeIfAbsent(text, connection::createStatement);
    }
}
