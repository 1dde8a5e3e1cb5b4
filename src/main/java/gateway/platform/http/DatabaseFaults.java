package gateway.platform.http;

import gateway.platform.observability.Trace;
import io.r2dbc.spi.R2dbcException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.server.ServerWebExchange;

/**
 * Why the database did not serve a request. Its own words stay out of the log, they may quote values; and when it is
 * away everybody's request fails, so one line in a second says it for all.
 */
final class DatabaseFaults {

    private static final Logger log = LoggerFactory.getLogger(DatabaseFaults.class);
    private static final long SECOND = 1_000_000_000;

    private final LongSupplier nanos;
    private final AtomicLong silentUntil;

    DatabaseFaults(LongSupplier nanos) {
        this.nanos = nanos;
        this.silentUntil = new AtomicLong(nanos.getAsLong());
    }

    /** @param fault of any kind; there is nothing to say of one in which the database had no part */
    void note(ServerWebExchange exchange, Throwable fault) {
        ofDatabase(fault)
                .filter(_ -> isTurn())
                .ifPresent(it -> log.atWarn()
                        .addKeyValue(
                                Trace.ID, Trace.of(exchange).map(Trace::traceId).orElse("none"))
                        .addKeyValue("fault", it.getClass().getSimpleName())
                        .addKeyValue("sqlState", Objects.toString(it.getSqlState(), "none"))
                        .log("The database did not serve a request"));
    }

    private static Optional<R2dbcException> ofDatabase(Throwable fault) {
        return Stream.iterate(fault, Objects::nonNull, Throwable::getCause)
                .limit(FrameworkFaults.DEEPEST_CAUSE)
                .filter(R2dbcException.class::isInstance)
                .map(R2dbcException.class::cast)
                .findFirst();
    }

    private boolean isTurn() {
        long now = nanos.getAsLong();
        long until = silentUntil.get();
        return now - until >= 0 && silentUntil.compareAndSet(until, now + SECOND);
    }
}
