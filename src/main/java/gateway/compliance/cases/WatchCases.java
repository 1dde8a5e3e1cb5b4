package gateway.compliance.cases;

import static gateway.platform.postgres.Columns.required;

import gateway.platform.resilience.LastLook;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Shows how many cases nobody has decided, and for how many of them the time is running out or over; no number while
 * this node cannot look.
 */
@Component
public final class WatchCases {

    // A deadline is the end of a business day, so that a day before it is the day itself.
    private static final Duration SOON = Duration.ofDays(1);

    private static final String LOOK = """
        select count(*) as undecided,
               count(*) filter (where due_at > :now and due_at <= :soon) as due_soon,
               count(*) filter (where due_at <= :now) as overdue
          from compliance.case_file
         where state <> 'closed'
        """;

    private final DatabaseClient database;
    private final Clock clock;
    private final LastLook last = new LastLook();
    private final AtomicLong undecided = new AtomicLong();
    private final AtomicLong dueSoon = new AtomicLong();
    private final AtomicLong overdue = new AtomicLong();

    WatchCases(DatabaseClient database, Clock clock, MeterRegistry registry) {
        this.database = database;
        this.clock = clock;
        gauge(registry, "oqim_compliance_cases_undecided", "Cases that two persons have not decided", undecided);
        gauge(registry, "oqim_compliance_cases_due_soon", "Those of them whose last day this is", dueSoon);
        gauge(registry, "oqim_compliance_cases_overdue", "Those of them whose deadline has passed", overdue);
    }

    public Mono<Void> look() {
        var now = clock.instant();
        return last.watch(database.sql(LOOK)
                .bind("now", now)
                .bind("soon", now.plus(SOON))
                .map(this::shown)
                .one());
    }

    private boolean shown(Readable row) {
        undecided.set(required(row, "undecided", Long.class));
        dueSoon.set(required(row, "due_soon", Long.class));
        overdue.set(required(row, "overdue", Long.class));
        return true;
    }

    private void gauge(MeterRegistry registry, String name, String description, AtomicLong value) {
        Gauge.builder(name, value, it -> last.shown(it.get()))
                .description(description)
                .register(registry);
    }
}
