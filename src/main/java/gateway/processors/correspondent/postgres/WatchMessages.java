package gateway.processors.correspondent.postgres;

import gateway.platform.postgres.StatementGauges;
import gateway.platform.resilience.BackgroundWork;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Shows how long the oldest message has been waiting, either way, and how many a person has to look at. */
@Configuration(proxyBeanMethods = false)
class WatchMessages {

    private static final Duration EVERY = Duration.ofSeconds(15);

    private static final String LOOK = """
        select coalesce(extract(epoch from now() - (select min(created_at) from correspondents.outgoing
                                                     where state = 'waiting')), 0)::bigint as unsent,
               coalesce(extract(epoch from now() - (select min(received_at) from correspondents.incoming
                                                     where state = 'waiting')), 0)::bigint as untold,
               (select count(*) from correspondents.outgoing where state = 'stuck') as stuck
        """;

    @Bean
    BackgroundWork watchingCorrespondents(CorrespondentDatabase own, MeterRegistry meters) {
        var gauges = new StatementGauges(own.client(), meters, LOOK)
                .show("unsent", "oqim_correspondents_oldest_unsent_seconds", "How long the oldest message waits to go")
                .show(
                        "untold",
                        "oqim_correspondents_oldest_untold_seconds",
                        "How long the oldest news waits to be told")
                .show("stuck", "oqim_correspondents_stuck", "Messages that a person has to look at");
        return BackgroundWork.every("Watching correspondents", EVERY, gauges::look);
    }
}
