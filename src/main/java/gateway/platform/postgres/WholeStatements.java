package gateway.platform.postgres;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import org.springframework.boot.r2dbc.ConnectionFactoryDecorator;
import org.springframework.r2dbc.connection.DelegatingConnectionFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * A statement is sent whole or not at all, however its asker hangs up.
 *
 * <p>The driver makes a buffer of each parameter and then a message of them all. Given up in between, as by a client
 * who hangs up or a deadline on another thread, it forgets the buffers, which belong to no heap: a leak
 * (r2dbc-postgresql 1.1.3, issue 734 on another way).
 */
@Component
final class WholeStatements implements ConnectionFactoryDecorator {

    @Override
    public ConnectionFactory decorate(ConnectionFactory connections) {
        return of(connections);
    }

    static ConnectionFactory of(ConnectionFactory connections) {
        return new DelegatingConnectionFactory(connections) {
            @Override
            public Mono<? extends Connection> create() {
                return super.create().map(WholeConnection::of);
            }
        };
    }
}
