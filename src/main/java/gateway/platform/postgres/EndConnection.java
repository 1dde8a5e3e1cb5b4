package gateway.platform.postgres;

import io.r2dbc.spi.Connection;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Ends a connection to the database, never from within what that connection is telling just then.
 *
 * <p>A connection that ends lets go of the messages that it keeps, and waits in a loop for whoever is being told one of
 * them. Who ends it because of what he is told would wait for himself, on a thread that many share and for ever, and
 * everybody else who ends it with him (r2dbc-postgresql 1.1.3, {@code BackendMessageSubscriber.close}).
 */
public final class EndConnection {

    private EndConnection() {}

    public static Mono<Void> apart(Connection connection) {
        return Mono.defer(() -> Mono.from(connection.close())).subscribeOn(Schedulers.parallel());
    }
}
