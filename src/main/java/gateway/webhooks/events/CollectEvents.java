package gateway.webhooks.events;

import gateway.platform.journal.OutboxReader;
import gateway.platform.journal.OutboxReader.Bookmark;
import gateway.webhooks.WebhookDatabase;
import java.time.Clock;
import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Makes partners' events of what the outbox announces, numbers them, and queues them for the endpoints that want them.
 */
@Component
class CollectEvents {

    private static final String LOCK = """
        select read_until from webhooks.reader where id = 1 for update skip locked
        """;

    // What partners see is spelled out field by field: whatever is added to payments stays ours until it is added here.
    // Of the payer they see what a receipt shows.
    private static final String COLLECT = """
        with told as materialized (
            select o.id, o.subject, o.version, o.type, o.created_at, cast(o.payload as jsonb) as seen,
                   case when o.type like 'payment.%' then cast(o.payload as jsonb) #>> '{destination,id}'
                        when o.type like 'invoice.%' then cast(o.payload as jsonb) ->> 'merchant'
                        when o.type like 'refund.%' then (select cast(f.payload as jsonb) #>> '{destination,id}'
                                from platform.outbox f
                               where f.shard = o.shard
                                 and f.subject = cast(substr(cast(o.payload as jsonb) ->> 'payment', 5) as uuid)
                               order by f.version
                               limit 1)
                    end as payee
              from platform.outbox o
             where o.created_at >= :from and o.created_at < :until
               and exists (select 1 from webhooks.partner)
               and (o.type like 'arrival.%'
                    or exists (select 1 from webhooks.merchant)
                       and (o.type like 'refund.%' or o.type like 'invoice.%'
                            or o.type like 'payment.%' and strpos(o.payload, '"mer_') > 0))
        ), heard as (
            select told.*, m.partner
              from told
              join webhooks.merchant m
                on m.merchant = case when told.payee like 'mer\\_%' then cast(substr(told.payee, 5) as uuid) end
             union all
            select told.*, cast(substr(told.seen ->> 'partner', 5) as uuid)
              from told
             where told.type like 'arrival.%'
        ), partners as (
            select p.shard, p.id, p.last_number
              from webhooks.partner p
             where p.id in (select partner from heard)
             order by p.shard, p.id
               for no key update
        ), numbered as materialized (
            select p.shard, heard.*,
                   p.last_number + row_number() over (partition by heard.partner
                                                          order by heard.created_at, heard.subject, heard.version)
                       as number
              from heard
              join partners p on p.id = heard.partner
        ), counted as (
            update webhooks.partner p
               set last_number = n.last
              from (select shard, partner, max(number) as last from numbered group by shard, partner) n
             where p.shard = n.shard and p.id = n.partner
        ), kept as (
            insert into webhooks.event (shard, partner, number, id, type, subject, version, body, collected_at)
            select n.shard, n.partner, n.number, n.id, n.type, n.subject, n.version,
                   json_strip_nulls(json_build_object(
                       'id', 'evt_' || n.id,
                       'type', n.type,
                       'timestamp', to_char(n.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                       'number', n.number,
                       'data', case split_part(n.type, '.', 1)
                           when 'arrival' then cast(n.seen -> 'data' as json)
                           when 'payment' then json_build_object(
                               'id', n.seen -> 'id',
                               'version', n.version,
                               'status', n.seen -> 'status',
                               'merchant', n.payee,
                               'amount', n.seen -> 'amount',
                               'refunded', n.seen -> 'refunded',
                               'source', json_build_object(
                                   'type', n.seen #> '{source,type}',
                                   'rail', n.seen #> '{source,rail}',
                                   'masked', n.seen #> '{source,masked}',
                                   'reference', n.seen #> '{source,reference}'),
                               'denial', case when n.seen #> '{denial,reason}' is not null
                                   then json_build_object('reason', n.seen #> '{denial,reason}',
                                                          'text', n.seen #> '{denial,text}') end,
                               'openedAt', n.seen -> 'openedAt',
                               'finalBy', n.seen -> 'finalBy',
                               'finalAt', n.seen -> 'finalAt')
                           when 'invoice' then json_build_object(
                               'id', n.seen -> 'id',
                               'version', n.version,
                               'status', split_part(n.type, '.', 2),
                               'merchant', n.payee,
                               'invoice', n.seen -> 'invoice',
                               'amount', n.seen -> 'amount',
                               'operator', n.seen -> 'operator',
                               'reference', n.seen -> 'number',
                               'at', n.seen -> 'at')
                           else json_build_object(
                               'id', n.seen -> 'id',
                               'version', n.version,
                               'status', n.seen -> 'status',
                               'merchant', n.payee,
                               'payment', n.seen -> 'payment',
                               'amount', n.seen -> 'amount',
                               'denial', case when n.seen #> '{denial,reason}' is not null
                                   then json_build_object('reason', n.seen #> '{denial,reason}',
                                                          'text', n.seen #> '{denial,text}') end,
                               'reference', n.seen -> 'reference',
                               'openedAt', n.seen -> 'openedAt',
                               'finalBy', n.seen -> 'finalBy')
                           end))::text,
                   :now
              from numbered n
        )
        insert into webhooks.delivery (shard, endpoint, number, partner, state, since, next_try_at)
        select e.shard, e.id, n.number, n.partner, 'waiting', :now, :now
          from numbered n
          join webhooks.endpoint e
            on e.partner = n.partner and e.state = 'enabled'
           and e.types && array[n.type, split_part(n.type, '.', 1) || '.*', '*']
        """;

    private static final String READ = """
        update webhooks.reader set read_until = :until where id = 1
        """;

    private final OutboxReader reader;
    private final Clock clock;

    CollectEvents(WebhookDatabase own, EventSettings settings, Clock clock) {
        this.reader = new OutboxReader(own, new Bookmark(LOCK, READ), settings.slice(), this::collect);
        this.clock = clock;
    }

    /** Piece by piece until nothing is left that can be read already. */
    Mono<Void> run() {
        return reader.run();
    }

    private Mono<Long> collect(DatabaseClient client, Instant from, Instant until) {
        return client.sql(COLLECT)
                .bind("from", from)
                .bind("until", until)
                .bind("now", clock.instant())
                .fetch()
                .rowsUpdated();
    }
}
