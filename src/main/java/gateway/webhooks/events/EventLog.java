package gateway.webhooks.events;

import static gateway.platform.postgres.Columns.required;

import gateway.shared.ids.PartnerId;
import gateway.webhooks.WebhookDatabase;
import gateway.webhooks.WebhookProblem;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** All that a partner was to be told, by number. */
@Component
public class EventLog {

    private static final String LAST = """
        select p.last_number,
               coalesce((select min(e.number) from webhooks.event e where e.shard = p.shard and e.partner = p.id),
                        p.last_number + 1) as first_number
          from webhooks.partner p
         where p.shard = :shard and p.id = :partner
        """;

    private static final String AFTER = """
        select body
          from webhooks.event
         where shard = :shard and partner = :partner and number > :after
         order by number
         limit :limit
        """;

    private final WebhookDatabase own;

    EventLog(WebhookDatabase own) {
        this.own = own;
    }

    /**
     * Events in order of their numbers.
     *
     * @param bodies as they were sent
     * @param last the number of the newest event there is
     */
    public record Page(List<String> bodies, long last) {}

    private record Range(long first, long last) {}

    /** Errors with EVENTS_FORGOTTEN when the page would begin with a gap. */
    public Mono<Page> after(PartnerId partner, long after, int limit) {
        return checked(partner, after).flatMap(range -> page(partner, after, limit, range));
    }

    /** Errors with EVENTS_FORGOTTEN when there is a gap behind this number. */
    public Mono<Void> check(PartnerId partner, long after) {
        return checked(partner, after).then();
    }

    private Mono<Range> checked(PartnerId partner, long after) {
        return range(partner).doOnNext(range -> {
            if (after + 1 < range.first()) {
                throw WebhookProblem.EVENTS_FORGOTTEN
                        .because("The oldest that is kept is number " + range.first())
                        .with("first", range.first());
            }
        });
    }

    private Mono<Page> page(PartnerId partner, long after, int limit, Range range) {
        return own.client()
                .sql(AFTER)
                .bind("shard", partner.shard())
                .bind("partner", partner.value())
                .bind("after", after)
                .bind("limit", limit)
                .map(row -> required(row, "body", String.class))
                .all()
                .collectList()
                .map(bodies -> new Page(bodies, range.last()));
    }

    private Mono<Range> range(PartnerId partner) {
        return own.client()
                .sql(LAST)
                .bind("shard", partner.shard())
                .bind("partner", partner.value())
                .map(row ->
                        new Range(required(row, "first_number", Long.class), required(row, "last_number", Long.class)))
                .one();
    }
}
