package gateway.platform.journal;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Result;
import java.util.Objects;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import sandbox.embedded.Database;

/** Keeps batches with notes waiting at their lock until it is opened. */
final class Gate {

    private final Connection connection;

    private Gate(Connection connection) {
        this.connection = connection;
    }

    static Gate close(Database database) {
        var gate = new Gate(Objects.requireNonNull(
                Mono.from(database.connections().create()).block()));
        gate.run("select pg_advisory_lock(4711)");
        return gate;
    }

    void open() {
        run("select pg_advisory_unlock(4711)");
        Mono.from(connection.close()).block();
    }

    private void run(String sql) {
        Flux.from(connection.createStatement(sql).execute())
                .concatMap(Result::getRowsUpdated)
                .blockLast();
    }
}
