package gateway.notifications.news;

import static gateway.platform.postgres.Columns.required;

import gateway.notifications.NotificationDatabase;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.spi.Readable;
import java.util.concurrent.atomic.AtomicLong;
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

    private final NotificationDatabase own;
    private final AtomicLong behind = new AtomicLong();
    private final AtomicLong oldest = new AtomicLong();
    private final AtomicLong waiting = new AtomicLong();

    WatchNews(NotificationDatabase own, MeterRegistry registry) {
        this.own = own;
        gauge(
                registry,
                "oqim_notifications_reader_behind_seconds",
                "How old the outbox is where it was read last",
                behind);
        gauge(registry, "oqim_notifications_oldest_seconds", "For how long the oldest message has waited", oldest);
        gauge(registry, "oqim_notifications_waiting", "Messages that wait", waiting);
    }

    Mono<Void> look() {
        return own.client().sql(LOOK).map(this::shown).one().then();
    }

    private boolean shown(Readable row) {
        behind.set(required(row, "behind", Long.class));
        oldest.set(Math.max(0, required(row, "oldest", Long.class)));
        waiting.set(required(row, "waiting", Long.class));
        return true;
    }

    private static void gauge(MeterRegistry registry, String name, String description, AtomicLong value) {
        Gauge.builder(name, value, AtomicLong::get).description(description).register(registry);
    }
}
