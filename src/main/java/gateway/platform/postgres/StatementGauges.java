package gateway.platform.postgres;

import static gateway.platform.postgres.Columns.required;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.spi.Readable;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Mono;

/**
 * Gauges whose values one statement knows: it selects one row, with a whole number for each. A node that could not look
 * shows no number (NaN), which the smallest of all nodes' passes over: an old one or a zero would silence the others.
 */
public final class StatementGauges {

    private final SideDatabase own;
    private final MeterRegistry registry;
    private final String statement;
    private final Map<String, AtomicLong> values = new HashMap<>();
    private final AtomicBoolean known = new AtomicBoolean();

    public StatementGauges(SideDatabase own, MeterRegistry registry, String statement) {
        this.own = own;
        this.registry = registry;
        this.statement = statement;
    }

    /** One more: less than nothing is shown as nothing, as when who wrote has a clock that is ahead. */
    public StatementGauges show(String column, String name, String description) {
        var value = new AtomicLong();
        Gauge.builder(name, value, it -> known.get() ? it.get() : Double.NaN)
                .description(description)
                .register(registry);
        values.put(column, value);
        return this;
    }

    public Mono<Void> look() {
        return own.client()
                .sql(statement)
                .map(this::shown)
                .one()
                .then()
                .doOnSuccess(_ -> known.set(true))
                .doOnError(_ -> known.set(false))
                .doOnCancel(() -> known.set(false));
    }

    private boolean shown(Readable row) {
        values.forEach((column, value) -> value.set(Math.max(0, required(row, column, Long.class))));
        return true;
    }
}
