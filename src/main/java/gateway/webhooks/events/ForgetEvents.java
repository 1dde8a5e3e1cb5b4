package gateway.webhooks.events;

import gateway.platform.postgres.StepwiseDelete;
import gateway.webhooks.WebhookDatabase;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Removes attempts, deliveries and events whose time is over, in this order, in steps too small to be felt. */
@Component
class ForgetEvents {

    // In order of their numbers for each partner, so that what is left has no gap. A replay keeps its event.
    private static final String EVENTS = """
        delete from webhooks.event
         where ctid = any (array(
               select e.ctid
                 from webhooks.event e
                where e.collected_at < :before
                  and not exists (select 1
                                    from webhooks.endpoint p
                                    join webhooks.delivery d
                                      on d.shard = p.shard and d.endpoint = p.id and d.number <= e.number
                                   where p.partner = e.partner)
                order by e.collected_at, e.number
                limit :step))
        """;

    private static final Duration TURN = Duration.ofSeconds(4);

    private final StepwiseDelete delete;
    private final EventSettings settings;

    ForgetEvents(WebhookDatabase own, Clock clock, EventSettings settings) {
        this.delete = new StepwiseDelete(own.client(), clock, TURN);
        this.settings = settings;
    }

    Mono<Void> run() {
        return Flux.concat(
                        delete.olderThan(settings.keepAttempts(), "webhooks.attempt", "at < :before"),
                        delete.olderThan(settings.keep(), "webhooks.delivery", "since < :before"),
                        delete.olderThan(settings.keep(), EVENTS))
                .then();
    }
}
