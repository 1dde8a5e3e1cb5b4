package gateway.notifications.news;

import gateway.notifications.NotificationDatabase;
import gateway.platform.postgres.StatementGauges;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Shows how old the oldest news is that waits: in the outbox for us, or with us for a carrier. */
@Component
class WatchNews {

    // Quiet messages wait on purpose.
    private static final String LOOK = """
        select cast(extract(epoch from now() - r.read_until) as bigint) as behind,
               coalesce(cast(extract(epoch from now() - (
                   select min(m.since)
                     from notifications.message m
                    where m.state = 'waiting' and not m.quiet)) as bigint), 0) as oldest,
               (select count(*) from notifications.message m where m.state = 'waiting') as waiting
          from notifications.reader r
        """;

    private final StatementGauges gauges;

    WatchNews(NotificationDatabase own, MeterRegistry registry) {
        this.gauges = new StatementGauges(own.client(), registry, LOOK)
                .show(
                        "behind",
                        "oqim_notifications_reader_behind_seconds",
                        "How old the outbox is where it was read last")
                .show("oldest", "oqim_notifications_oldest_seconds", "For how long the oldest message has waited")
                .show("waiting", "oqim_notifications_waiting", "Messages that wait");
    }

    Mono<Void> look() {
        return gauges.look();
    }
}
