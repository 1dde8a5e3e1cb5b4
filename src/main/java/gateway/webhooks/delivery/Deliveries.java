package gateway.webhooks.delivery;

import static gateway.platform.postgres.Columns.required;

import gateway.shared.ids.EndpointId;
import gateway.shared.ids.PartnerId;
import gateway.webhooks.WebhookDatabase;
import gateway.webhooks.events.AppendEvent;
import gateway.webhooks.signing.SigningKey;
import gateway.webhooks.signing.WebhookKeys;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Deliveries where they are kept. */
@Component
class Deliveries {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    // Endpoint by endpoint, so that a long backlog of one does not hide the others; then the oldest of all. A replay
    // can
    // come when its event is being forgotten: what has none left takes no room, and goes when its own time is over.
    private static final String TAKE = """
        with due as (
            select d.shard, d.endpoint, d.number, d.partner, e.url
              from webhooks.endpoint e
              left join json_to_recordset(cast(:rooms as json)) as r (endpoint uuid, room integer)
                on r.endpoint = e.id
             cross join lateral (select w.shard, w.endpoint, w.number, w.partner, w.next_try_at
                                   from webhooks.delivery w
                                  where w.shard = e.shard and w.endpoint = e.id
                                    and w.state = 'waiting' and w.next_try_at <= :now
                                    and exists (select 1
                                                  from webhooks.event v
                                                 where v.shard = w.shard and v.partner = w.partner
                                                   and v.number = w.number)
                                  order by w.next_try_at
                                  limit coalesce(r.room, :usual)
                                    for no key update skip locked) d
             where e.state = 'enabled'
             order by d.next_try_at
             limit :room
        )
        update webhooks.delivery d
           set next_try_at = :until
          from due
          join webhooks.event v
            on v.shard = due.shard and v.partner = due.partner and v.number = due.number
         where d.shard = due.shard and d.endpoint = due.endpoint and d.number = due.number
        returning d.endpoint, d.partner, d.number, d.attempts, d.since, v.id, due.url, v.body
        """;

    private static final String KEYS = """
        select endpoint, number, kind, sealed
          from webhooks.secret
         where endpoint = any(:endpoints) and (until is null or until > :now)
         order by number desc
        """;

    // The attempt counts only where it still stands as it was taken: a person may have begun anew meanwhile, and a node
    // that was away for longer than its lease comes too late. Said as a plain condition on the state, an index of what
    // waits at an endpoint would be walked for each row instead of the key.
    private static final String RECORD = """
        with said as (
            select *
              from json_to_recordset(cast(:done as json))
                   as s (shard smallint, endpoint uuid, number bigint, attempt integer, state text,
                         next timestamptz, at timestamptz, status smallint, millis integer, answer text)
        ), moved as (
            update webhooks.delivery d
               set state = s.state, attempts = s.attempt, next_try_at = s.next
              from said s
             where d.shard = s.shard and d.endpoint = s.endpoint and d.number = s.number
               and case d.state when 'waiting' then d.attempts end = s.attempt - 1
        ), accepted as (
            update webhooks.endpoint e
               set accepted_at = :now
             where (e.shard, e.id) in (select s.shard, s.endpoint from said s where s.state = 'delivered')
               and (e.accepted_at is null or e.accepted_at < :now - interval '1 second')
        )
        insert into webhooks.attempt (shard, endpoint, number, at, status, millis, answer)
        select shard, endpoint, number, at, status, millis, answer from said
            on conflict do nothing
        """;

    private static final String DISABLE = """
        update webhooks.endpoint
           set state = 'disabled', why = :why, changed_at = :now, changed_by = 'gateway'
         where shard = :shard and id = :id and state = 'enabled'
           and (:gone or changed_at <= :since and (accepted_at is null or accepted_at < :since))
        """;

    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

    private final WebhookDatabase own;
    private final WebhookKeys keys;
    private final AppendEvent events;

    Deliveries(WebhookDatabase own, WebhookKeys keys, AppendEvent events) {
        this.own = own;
        this.keys = keys;
        this.events = events;
    }

    /** A key of an endpoint, opened. */
    record Key(EndpointId endpoint, SigningKey key) {}

    /**
     * Takes what is due, and keeps other nodes away from it until then.
     *
     * @param usual how many an endpoint without a room of its own may get
     */
    Flux<Due> take(List<Lanes.Room> rooms, int usual, int room, Instant now, Instant until) {
        return own.client()
                .sql(TAKE)
                .bind("rooms", JSON.writeValueAsString(rooms))
                .bind("usual", usual)
                .bind("room", room)
                .bind("now", now)
                .bind("until", until)
                .map(Deliveries::due)
                .all();
    }

    /** All keys of these endpoints that are valid, newest first. */
    Flux<Key> keys(List<EndpointId> endpoints, Instant now) {
        return own.client()
                .sql(KEYS)
                .bind("endpoints", endpoints.stream().map(EndpointId::value).toArray(UUID[]::new))
                .bind("now", now)
                .map(this::key)
                .all()
                .flatMapIterable(opened -> opened);
    }

    /** Writes down what was said, all of it by one statement. */
    Mono<Void> record(List<Done> done, Instant now) {
        var rows = done.stream().map(Row::of).toList();
        return own.client()
                .sql(RECORD)
                .bind("done", JSON.writeValueAsString(rows))
                .bind("now", now)
                .then();
    }

    /**
     * Disables the endpoint and says so to the partner's others; emits whether it was enabled until now. Without
     * {@code gone} it stays when anything was accepted since the delivery was first due: then the event is at fault,
     * not the endpoint. So it does when it was enabled since, and has had no time of its own.
     */
    Mono<Boolean> disable(Due due, boolean gone, Instant now) {
        var why = gone ? "gone" : "exhausted";
        return disable(due, gone, why, now)
                .flatMap(disabled -> disabled
                        ? events.endpointDisabled(due.partner(), due.endpoint(), why, now)
                                .thenReturn(true)
                        : Mono.just(false))
                .as(own.transaction()::transactional);
    }

    private Mono<Boolean> disable(Due due, boolean gone, String why, Instant now) {
        return own.client()
                .sql(DISABLE)
                .bind("why", why)
                .bind("gone", gone)
                .bind("since", due.since())
                .bind("now", now)
                .bind("shard", due.endpoint().shard())
                .bind("id", due.endpoint().value())
                .fetch()
                .rowsUpdated()
                .map(changed -> changed == 1);
    }

    /** A row of the parameter of {@link #RECORD}; null where nobody answered or nothing comes next. */
    private record Row(
            int shard,
            UUID endpoint,
            long number,
            int attempt,
            String state,
            @Nullable String next,
            String at,
            @Nullable Integer status,
            long millis,
            String answer) {

        static Row of(Done done) {
            var due = done.due();
            return new Row(
                    due.endpoint().shard(),
                    due.endpoint().value(),
                    due.number(),
                    due.attempts() + 1,
                    stateOf(done.verdict()),
                    done.verdict() instanceof Verdict.Again again ? again.at().toString() : null,
                    done.at().toString(),
                    done.said() instanceof Said.Answered it ? it.status() : null,
                    done.millis(),
                    switch (done.said()) {
                        case Said.Answered it -> it.answer();
                        case Said.Silent it -> it.why();
                    });
        }

        private static String stateOf(Verdict verdict) {
            return switch (verdict) {
                case Verdict.Delivered _ -> "delivered";
                case Verdict.Again _ -> "waiting";
                case Verdict.GivenUp _, Verdict.Gone _ -> "failed";
            };
        }
    }

    // One that does not open must not stop the others: whoever has no other key hears nothing, and that is in the log.
    private List<Key> key(Readable row) {
        var endpoint = new EndpointId(required(row, "endpoint", UUID.class));
        var kind = SigningKey.Kind.valueOf(required(row, "kind", String.class).toUpperCase(Locale.ROOT));
        var name = new WebhookKeys.Name(endpoint, required(row, "number", Integer.class), kind);
        try {
            return List.of(new Key(endpoint, keys.open(name, required(row, "sealed", byte[].class))));
        } catch (IllegalStateException e) {
            LOG.error("Key {} of {} cannot be opened", name.number(), endpoint, e);
            return List.of();
        }
    }

    private static Due due(Readable row) {
        return new Due(
                new EndpointId(required(row, "endpoint", UUID.class)),
                new PartnerId(required(row, "partner", UUID.class)),
                required(row, "number", Long.class),
                required(row, "attempts", Integer.class),
                required(row, "since", Instant.class),
                required(row, "id", UUID.class),
                required(row, "url", String.class),
                required(row, "body", String.class));
    }
}
