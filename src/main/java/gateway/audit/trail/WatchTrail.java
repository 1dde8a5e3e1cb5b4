package gateway.audit.trail;

import gateway.audit.AuditDatabase;
import gateway.platform.postgres.StatementGauges;
import io.micrometer.core.instrument.MeterRegistry;
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

    private final StatementGauges gauges;

    WatchTrail(AuditDatabase own, MeterRegistry registry) {
        this.gauges = new StatementGauges(own.client(), registry, LOOK)
                .show("behind", "oqim_audit_behind_seconds", "How old the outbox is where the trail has read it last")
                .show("unsigned", "oqim_audit_unsigned_seconds", "For how long events have waited for a checkpoint")
                .show("size", "oqim_audit_events", "Events in the trail");
    }

    public Mono<Void> look() {
        return gauges.look();
    }
}
