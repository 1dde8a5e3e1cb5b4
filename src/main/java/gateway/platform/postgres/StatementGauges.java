package gateway.platform.postgres;

import static gateway.platform.postgres.Columns.required;

import gateway.platform.resilience.LastLook;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.spi.Readable;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * Gauges whose values one statement knows: it selects one row, with a whole number for each. A node that could not look
 * shows no number, see {@link LastLook}.
 */
public final class StatementGauges {

    private final DatabaseClient database;
    private final MeterRegistry registry;
    private final String statement;
    private final Map<String, AtomicLong> values = new HashMap<>();
    private final LastLook last = new LastLook();

    public StatementGauges(DatabaseClient database, MeterRegistry registry, String statement) {
        this.database = database;
        this.registry = registry;
        this.statement = statement;
    }

    /** One more: less than nothing is shown as nothing, as when who wrote has a clock that is ahead. */
    public StatementGauges show(String column, String name, String description) {
        var value = new AtomicLong();
        Gauge.builder(name, value, it -> last.shown(it.get()))
                .description(description)
                .register(registry);
        values.put(column, value);
        return this;
    }

    public Mono<Void> look() {
        return last.watch(database.sql(statement).map(this::shown).one());
    }

    private boolean shown(Readable row) {
        values.forEach((column, value) -> value.set(Math.max(0, required(row, column, Long.class))));
        return true;
    }
}
