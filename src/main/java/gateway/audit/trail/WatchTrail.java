package gateway.audit.trail;

import static gateway.platform.postgres.Columns.required;

import gateway.audit.AuditDatabase;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.spi.Readable;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Shows how far the trail is behind the outbox, and for how long events have waited for a checkpoint. */
@Component
public class WatchTrail {

    private static final String LOOK = """
            select cast(extract(epoch from now() - p.read_until) as bigint) as behind,
                   coalesce(cast(extract(epoch from now() - (
                       select min(b.until)
                         from audit.piece b
                        where b.first >= coalesce((select max(c.size) from audit.checkpoint c), 0))) as bigint), 0)
                       as unsigned,
                   p.size
              from audit.place p
            """;

    private final AuditDatabase own;
    private final AtomicLong behind = new AtomicLong();
    private final AtomicLong unsigned = new AtomicLong();
    private final AtomicLong size = new AtomicLong();

    WatchTrail(AuditDatabase own, MeterRegistry registry) {
        this.own = own;
        gauge(registry, "oqim_audit_behind_seconds", "How old the outbox is where the trail has read it last", behind);
        gauge(registry, "oqim_audit_unsigned_seconds", "For how long events have waited for a checkpoint", unsigned);
        gauge(registry, "oqim_audit_events", "Events in the trail", size);
    }

    public Mono<Void> look() {
        return own.client().sql(LOOK).map(this::shown).one().then();
    }

    private boolean shown(Readable row) {
        behind.set(required(row, "behind", Long.class));
        unsigned.set(Math.max(0, required(row, "unsigned", Long.class)));
        size.set(required(row, "size", Long.class));
        return true;
    }

    private static void gauge(MeterRegistry registry, String name, String description, AtomicLong value) {
        Gauge.builder(name, value, AtomicLong::get).description(description).register(registry);
    }
}
