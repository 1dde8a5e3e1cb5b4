package gateway.webhooks.events;

import gateway.platform.postgres.StatementGauges;
import gateway.webhooks.WebhookDatabase;
import io.micrometer.core.instrument.MeterRegistry;
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

    private final StatementGauges gauges;

    WatchBacklog(WebhookDatabase own, MeterRegistry registry) {
        this.gauges = new StatementGauges(own.client(), registry, LOOK)
                .show("behind", "oqim_webhooks_reader_behind_seconds", "How old the outbox is where it was read last")
                .show("due", "oqim_webhooks_due_oldest_seconds", "For how long the oldest delivery has been due")
                .show("enabled", "oqim_webhooks_endpoints_enabled", "Endpoints that are told");
    }

    Mono<Void> look() {
        return gauges.look();
    }
}
