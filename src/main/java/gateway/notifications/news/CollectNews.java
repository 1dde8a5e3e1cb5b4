package gateway.notifications.news;

import gateway.notifications.Carrier;
import gateway.notifications.Channel;
import gateway.notifications.Kind;
import gateway.notifications.Kind.Usually;
import gateway.notifications.NotificationDatabase;
import gateway.platform.journal.OutboxReader;
import gateway.platform.journal.OutboxReader.Bookmark;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Makes messages of what the outbox announces: one for each event and channel, for whoever wants it there. A customer
 * who gets too many of a kind in an hour gets no more of them; that they were suppressed stays on record.
 */
@Component
class CollectNews {

    private static final String LOCK = """
        select read_until from notifications.reader where id = 1 for update skip locked
        """;

    private static final String MOVE = """
        update notifications.reader set read_until = :until where id = 1
        """;

    // What a text may name is spelled out: whatever is added to events stays ours until it is added here. A message's
    // id is its event's, with the channel in a byte that no derived id touches: the same event makes the same message.
    private static final String COLLECT = """
        with told as materialized (
            select o.shard, o.id, o.customer, o.type, o.created_at, o.payload
              from platform.outbox o
             where o.created_at >= :from and o.created_at < :until
               and o.customer is not null and o.type = any(:kinds)
        ), rules as (
            select *
              from unnest(:kinds, :channels, :numbers, :always, :usually, :quiet, :perHour, :lives)
                   u(kind, channel, number, always, usually, quiet, per_hour, life)
        ), wanted as (
            select t.*, r.channel, r.number, r.quiet, r.per_hour, r.life
              from told t
              join rules r on r.kind = t.type
              left join notifications.choice c
                on c.shard = t.shard and c.customer = t.customer and c.kind = t.type and c.channel = r.channel
             where (r.always or coalesce(c.wanted, r.usually))
               and (r.channel <> 'push'
                    or exists (select 1
                                 from notifications.push_token p
                                where p.shard = t.shard and p.customer = t.customer))
        ), counted as (
            select w.*,
                   row_number() over (partition by w.customer, w.type, w.channel order by w.created_at, w.id)
                   + (select count(*)
                        from notifications.message m
                       where m.shard = w.shard and m.customer = w.customer and m.since > :hourAgo
                         and m.kind = w.type and m.channel = w.channel and m.state <> 'suppressed') as nth
              from wanted w
        )
        insert into notifications.message (shard, id, customer, kind, channel, quiet, parameters, state, why, since,
                                           until, next_try_at, changed_at)
        select c.shard,
               cast(encode(set_byte(uuid_send(c.id), 13, get_byte(uuid_send(c.id), 13) # c.number), 'hex') as uuid),
               c.customer, c.type, c.channel, c.quiet,
               cast(json_strip_nulls(json_build_object(
                   'amount', coalesce(s.seen #>> '{amount,value}', s.seen #>> '{back,amount,value}',
                                      s.seen #>> '{sums,receive,value}'),
                   'currency', coalesce(s.seen #>> '{amount,currency}', s.seen #>> '{back,amount,currency}',
                                        s.seen #>> '{sums,receive,currency}'),
                   'payee', coalesce(s.seen #>> '{destination,name}', s.seen #>> '{destination,masked}',
                                     s.seen #>> '{beneficiary,name}'),
                   'card', s.seen ->> 'card',
                   'device', s.seen ->> 'device')) as text),
               case when c.nth > c.per_hour then 'suppressed' else 'waiting' end,
               case when c.nth > c.per_hour then 'too many in an hour' end,
               :now, c.created_at + c.life * interval '1 second',
               case when c.nth <= c.per_hour then cast(:now as timestamptz) end,
               :now
          from counted c
         cross join lateral (select cast(c.payload as jsonb) as seen) s
            on conflict (shard, id) do nothing
        """;

    /** One kind on one channel. */
    private record Rule(Kind kind, Channel channel) {

        Usually usually() {
            return kind.on(channel);
        }
    }

    private final OutboxReader reader;
    private final List<Rule> rules;
    private final Clock clock;

    CollectNews(NotificationDatabase own, NewsSettings settings, List<Carrier> carriers, Clock clock) {
        this.reader = new OutboxReader(own, new Bookmark(LOCK, MOVE), settings.slice(), this::collect);
        this.rules = carriers.stream()
                .filter(Carrier::isThere)
                .flatMap(carrier -> Arrays.stream(Kind.values()).map(kind -> new Rule(kind, carrier.channel())))
                .toList();
        this.clock = clock;
    }

    /** Piece by piece until nothing is left that can be read already. */
    Mono<Void> run() {
        return reader.run();
    }

    private Mono<Long> collect(DatabaseClient client, Instant from, Instant until) {
        if (rules.isEmpty()) {
            return Mono.just(0L);
        }
        var now = clock.instant();
        return client.sql(COLLECT)
                .bind("from", from)
                .bind("until", until)
                .bind("now", now)
                .bind("hourAgo", now.minusSeconds(3_600))
                .bind("kinds", column(rule -> rule.kind().code(), String[]::new))
                .bind("channels", column(rule -> rule.channel().code(), String[]::new))
                .bind("numbers", column(rule -> rule.channel().number(), Integer[]::new))
                .bind("always", column(rule -> rule.usually() == Usually.ALWAYS, Boolean[]::new))
                .bind("usually", column(rule -> rule.usually() == Usually.ON, Boolean[]::new))
                .bind("quiet", column(rule -> rule.kind().isQuiet(), Boolean[]::new))
                .bind("perHour", column(rule -> rule.kind().perHour(), Integer[]::new))
                .bind("lives", column(rule -> (int) rule.kind().life().toSeconds(), Integer[]::new))
                .fetch()
                .rowsUpdated();
    }

    private <T> T[] column(Function<Rule, T> value, java.util.function.IntFunction<T[]> array) {
        return rules.stream().map(value).toArray(array);
    }
}
