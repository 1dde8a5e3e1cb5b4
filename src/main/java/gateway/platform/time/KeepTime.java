package gateway.platform.time;

import gateway.platform.resilience.BackgroundWork;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Sets the node's clock by the database's: before anything else begins, and every second after that. Without the
 * database the clock goes on by itself.
 */
@Component
class KeepTime implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(KeepTime.class);

    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration RECONNECT = Duration.ofMillis(200);
    private static final Duration WORTH_TELLING = Duration.ofMillis(500);

    private final ObjectProvider<ConnectionFactory> connections;
    private final SharedClock clock;
    private volatile boolean running;

    KeepTime(ObjectProvider<ConnectionFactory> connections, SharedClock clock, MeterRegistry registry) {
        this.connections = connections;
        this.clock = clock;
        var machine = InstantSource.system();
        Gauge.builder("oqim_clock_machine_ahead_seconds", () -> ahead(machine))
                .description("By how much the machine's clock is ahead of the time that all nodes share")
                .register(registry);
    }

    @Bean
    BackgroundWork keepingTime() {
        return BackgroundWork.every("Keeping time", EVERY, this::look);
    }

    /** Completes when the clock is set; at once where this process has no database. */
    Mono<Void> look() {
        return Mono.usingWhen(Mono.defer(this::connect), this::ask, Connection::close)
                .timeout(DEADLINE)
                .then();
    }

    /** Empty where this process has no database. */
    private Mono<Connection> connect() {
        var factory = connections.getIfAvailable();
        return factory == null ? Mono.empty() : Mono.from(factory.create()).cast(Connection.class);
    }

    private Mono<Duration> ask(Connection connection) {
        return Mono.fromSupplier(clock::ticks).flatMap(asked -> told(connection).map(time -> set(time, asked)));
    }

    private static Mono<Instant> told(Connection connection) {
        return Mono.from(connection.createStatement("select clock_timestamp()").execute())
                .flatMap(result -> Mono.from(result.map(row -> row.get(0, Instant.class))));
    }

    private Duration set(Instant database, long asked) {
        var late = clock.set(database, asked, clock.ticks());
        if (late.abs().compareTo(WORTH_TELLING) > 0) {
            LOG.warn("The clock was {} late by the database's and has been set", late);
        }
        return late;
    }

    private double ahead(InstantSource machine) {
        return Duration.between(clock.instant(), machine.instant()).toMillis() / 1000.0;
    }

    /** Waits for the database, which may just be recovering: a node that does not know the time must not come up. */
    @Override
    public void start() {
        look().retryWhen(Retry.fixedDelay(Long.MAX_VALUE, RECONNECT))
                .timeout(PATIENCE)
                .toFuture()
                .join();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the journal, and so before everything that writes. */
    @Override
    public int getPhase() {
        return -2000;
    }
}
