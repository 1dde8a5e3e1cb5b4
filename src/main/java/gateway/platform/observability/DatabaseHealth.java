package gateway.platform.observability;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ValidationDepth;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Whether the database answers, asked through the pool as everybody does, and with a deadline: silence is down. */
@Component("dbHealthIndicator")
final class DatabaseHealth implements ReactiveHealthIndicator {

    private static final Duration DEADLINE = Duration.ofSeconds(1);

    private final ObjectProvider<ConnectionFactory> connections;

    DatabaseHealth(ObjectProvider<ConnectionFactory> connections) {
        this.connections = connections;
    }

    @Override
    public Mono<Health> health() {
        return Mono.usingWhen(Mono.defer(this::connect), DatabaseHealth::validate, Connection::close)
                .timeout(DEADLINE)
                .map(valid -> valid ? Health.up().build() : Health.down().build())
                .defaultIfEmpty(Health.unknown().build())
                .onErrorResume(error -> Mono.just(down(error)));
    }

    /** The kind of error only: its message may name hosts and users. */
    private static Health down(Throwable error) {
        return Health.down()
                .withDetail("error", error.getClass().getSimpleName())
                .build();
    }

    /** Empty where this process has no database. */
    private Mono<Connection> connect() {
        var factory = connections.getIfAvailable();
        return factory == null ? Mono.empty() : Mono.from(factory.create()).cast(Connection.class);
    }

    private static Mono<Boolean> validate(Connection connection) {
        return Mono.from(connection.validate(ValidationDepth.REMOTE));
    }
}
