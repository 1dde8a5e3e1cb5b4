package gateway.webhooks.events;

import static gateway.platform.postgres.Columns.required;

import gateway.webhooks.WebhookDatabase;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.spi.Readable;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Shows how old the oldest event is that waits: in the outbox for us, or with us for a partner. */
@Component
class WatchBacklog {

    // Endpoint by endpoint from the index of what is due.
    private static final String LOOK = """
        select cast(extract(epoch from now() - r.read_until) as bigint) as behind,
               coalesce(cast(extract(epoch from now() - (
                   select min(d.next_try_at)
                     from webhooks.endpoint e
                    cross join lateral (select w.next_try_at
                                          from webhooks.delivery w
                                         where w.shard = e.shard and w.endpoint = e.id and w.state = 'waiting'
                                         order by w.next_try_at
                                         limit 1) d
                    where e.state = 'enabled')) as bigint), 0) as due,
               (select count(*) from webhooks.endpoint where state = 'enabled') as enabled
          from webhooks.reader r
        """;

    private final WebhookDatabase own;
    private final AtomicLong behind = new AtomicLong();
    private final AtomicLong due = new AtomicLong();
    private final AtomicLong enabled = new AtomicLong();

    WatchBacklog(WebhookDatabase own, MeterRegistry registry) {
        this.own = own;
        gauge(registry, "oqim_webhooks_reader_behind_seconds", "How old the outbox is where it was read last", behind);
        gauge(registry, "oqim_webhooks_due_oldest_seconds", "For how long the oldest delivery has been due", due);
        gauge(registry, "oqim_webhooks_endpoints_enabled", "Endpoints that are told", enabled);
    }

    Mono<Void> look() {
        return own.client().sql(LOOK).map(this::shown).one().then();
    }

    private boolean shown(Readable row) {
        behind.set(required(row, "behind", Long.class));
        due.set(Math.max(0, required(row, "due", Long.class)));
        enabled.set(required(row, "enabled", Long.class));
        return true;
    }

    private static void gauge(MeterRegistry registry, String name, String description, AtomicLong value) {
        Gauge.builder(name, value, AtomicLong::get).description(description).register(registry);
    }
}
