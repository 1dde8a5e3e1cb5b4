package gateway.notifications.messages;

import static gateway.platform.postgres.Columns.required;

import gateway.notifications.NotificationDatabase;
import gateway.notifications.SmsFate;
import gateway.shared.ids.TimeOrderedIds;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What became of messages after a provider had taken them. */
@Component
public class Fates {

    private static final String ASKABLE = """
        with due as (
            select shard, id
              from notifications.message
             where state = 'taken' and provider = :provider and next_try_at <= :now
             order by next_try_at
             limit :most
               for update skip locked
        )
        update notifications.message m
           set next_try_at = case when m.since > :oldest then :again end, changed_at = :now
          from due
         where m.shard = due.shard and m.id = due.id
        returning m.id, m.provider_id
        """;

    // A report may be faster than the answer that the message was taken. That one provider could not deliver it says
    // nothing of the other who took it later.
    private static final String LEARN = """
        update notifications.message
           set state = :state, next_try_at = null, changed_at = :now
         where shard = :shard and id = :id and state in ('waiting', 'taken')
           and (cast(:state as text) = 'delivered' or provider is null or provider = :provider)
        """;

    private final NotificationDatabase own;

    Fates(NotificationDatabase own) {
        this.own = own;
    }

    /** A message about which a provider can be asked. */
    public record Asked(UUID id, String providerId) {}

    /**
     * Messages that this provider should be asked about now; until {@code again} nobody else asks.
     *
     * @param oldest what is older is asked about for the last time
     */
    public Flux<Asked> askable(String provider, int most, Instant now, Instant again, Instant oldest) {
        return own.client()
                .sql(ASKABLE)
                .bind("provider", provider)
                .bind("most", most)
                .bind("now", now)
                .bind("again", again)
                .bind("oldest", oldest)
                .map(row -> new Asked(required(row, "id", UUID.class), required(row, "provider_id", String.class)))
                .all();
    }

    /**
     * Emits whether anything changed: what is known stays as it was learnt first.
     *
     * @param provider who says so
     */
    public Mono<Boolean> learn(UUID id, String provider, SmsFate fate, Instant now) {
        return own.client()
                .sql(LEARN)
                .bind("shard", TimeOrderedIds.shardOf(id))
                .bind("id", id)
                .bind("provider", provider)
                .bind("state", fate == SmsFate.DELIVERED ? "delivered" : "failed")
                .bind("now", now)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }
}
