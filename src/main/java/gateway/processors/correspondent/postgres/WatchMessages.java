package gateway.processors.correspondent.postgres;

import static gateway.platform.postgres.Columns.required;

import gateway.platform.resilience.BackgroundWork;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Shows how long the oldest message has been waiting, either way, and how many a person has to look at. */
@Configuration(proxyBeanMethods = false)
class WatchMessages {

    private static final Duration EVERY = Duration.ofSeconds(15);

    private static final String LOOK = """
        select coalesce(extract(epoch from :now - (select min(created_at) from correspondents.outgoing
                                                    where state = 'waiting')), 0)::bigint as unsent,
               coalesce(extract(epoch from :now - (select min(received_at) from correspondents.incoming
                                                    where state = 'waiting')), 0)::bigint as untold,
               (select count(*) from correspondents.outgoing where state = 'stuck') as stuck
        """;

    @Bean
    BackgroundWork watchingCorrespondents(CorrespondentDatabase own, MeterRegistry meters, Clock clock) {
        var unsent = gauge(meters, "oqim_correspondents_oldest_unsent_seconds");
        var untold = gauge(meters, "oqim_correspondents_oldest_untold_seconds");
        var stuck = gauge(meters, "oqim_correspondents_stuck");
        return BackgroundWork.every(
                "Watching correspondents",
                EVERY,
                () -> own.client()
                        .sql(LOOK)
                        .bind("now", clock.instant())
                        .map(row -> {
                            unsent.set(required(row, "unsent", Long.class));
                            untold.set(required(row, "untold", Long.class));
                            stuck.set(required(row, "stuck", Long.class));
                            return true;
                        })
                        .one());
    }

    private static AtomicLong gauge(MeterRegistry meters, String name) {
        var value = new AtomicLong();
        Gauge.builder(name, value, AtomicLong::get).register(meters);
        return value;
    }
}
