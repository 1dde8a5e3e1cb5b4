package gateway.platform.postgres;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.time.Duration;
import java.util.Objects;
import reactor.core.publisher.Mono;
import sandbox.embedded.Database;

/** A connection as the product's pools have them, for one test alone. */
final class Connected {

    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private Connected() {}

    static Connection to(Database database) {
        var options = ConnectionFactoryOptions.parse(database.r2dbcUrl())
                .mutate()
                .option(ConnectionFactoryOptions.USER, database.user())
                .option(ConnectionFactoryOptions.PASSWORD, database.password())
                .build();
        return Objects.requireNonNull(
                Mono.from(WholeStatements.of(ConnectionFactories.get(options)).create())
                        .block(DEADLINE));
    }
}
