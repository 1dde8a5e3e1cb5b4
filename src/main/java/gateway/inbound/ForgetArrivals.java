package gateway.inbound;

import gateway.platform.postgres.StepwiseDelete;
import gateway.platform.resilience.BackgroundWork;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Removes arrivals that came to nothing, and forgets who sent the others, when their time is over. What people of the
 * bank looked at is kept as long as who sent: somebody may ask why it was refused.
 */
@Component
class ForgetArrivals {

    private static final String FAILED = """
            delete from inbound.arrival
             where ctid = any (array(
                   select a.ctid
                     from inbound.arrival a
                    where a.state = 'failed' and a.ended_at < :before
                      and not exists (select 1 from inbound.review r where r.arrival = a.id)
                    order by a.ended_at
                    limit :step))
            """;

    private static final String REVIEWED = """
            with gone as (
                delete from inbound.arrival
                 where ctid = any (array(
                       select ctid
                         from inbound.arrival
                        where state = 'failed' and ended_at < :before
                        order by ended_at
                        limit :step))
                returning id)
            delete from inbound.review r using gone where r.arrival = gone.id
            """;

    private static final String SENDERS = """
            update inbound.arrival
               set sender = ''
             where ctid = any (array(
                   select ctid
                     from inbound.arrival
                    where state = 'succeeded' and sender <> '' and ended_at < :before
                    order by ended_at
                    limit :step))
            """;

    private static final Duration TURN = Duration.ofSeconds(4);
    private static final Duration PAUSE = Duration.ofMinutes(5);
    private static final Duration DEADLINE = Duration.ofMinutes(1);

    private final StepwiseDelete delete;
    private final InboundSettings settings;

    ForgetArrivals(DatabaseClient database, Clock clock, InboundSettings settings) {
        this.delete = new StepwiseDelete(database, clock, TURN);
        this.settings = settings;
    }

    @Bean
    BackgroundWork forgettingArrivals() {
        return BackgroundWork.every("Forgetting arrivals", PAUSE, () -> run().timeout(DEADLINE));
    }

    Mono<Void> run() {
        return Flux.concat(
                        delete.olderThan(settings.keepFailed(), FAILED),
                        delete.olderThan(settings.keepSenders(), REVIEWED),
                        delete.olderThan(settings.keepSenders(), SENDERS))
                .then();
    }
}
