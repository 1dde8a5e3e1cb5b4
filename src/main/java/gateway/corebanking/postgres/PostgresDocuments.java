package gateway.corebanking.postgres;

import gateway.corebanking.CoreDocument;
import gateway.corebanking.Documents;
import gateway.ledger.Purpose;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Documents in schema {@code corebanking}, made of what the outbox announces and the ledger has booked. */
@Component
class PostgresDocuments implements Documents {

    private static final String LOCK = """
            select read_until from corebanking.reader where id = 1 for update skip locked
            """;

    // An announcement's time is the beginning of its transaction. Whatever began before the oldest transaction that is
    // still open can be seen by the next statement, or never will be; so nothing appears behind this moment. The second
    // is for a transaction that has begun and is not shown as open yet.
    private static final String HORIZON = """
            select least(min(xact_start), now() - interval '1 second') as horizon
              from pg_stat_activity
             where datname = current_database() and pid <> pg_backend_pid() and xact_start is not null
            """;

    // A payment's transfers have ids that differ from its own in two bytes of the lower half: one short range of the
    // ledger's primary key.
    private static final String COLLECT = """
            with told as (
                select distinct o.shard, o.subject
                  from platform.outbox o, corebanking.reader r
                 where r.id = 1 and o.created_at >= r.read_until and o.created_at < :horizon
                   and o.type in ('payment.crediting', 'payment.reversing', 'payment.completed', 'payment.reversed',
                                  'payment.needs_operator', 'refund.refunded')
            )
            insert into corebanking.document (shard, id, reference, purpose, debit, credit, amount_minor, asset,
                                              booked_at, state, since, next_try_at)
            select t.shard, t.id, t.reference, t.purpose,
                   case t.debit_kind when 1 then 'wallet' when 2 then 'merchant' else d.label end,
                   case t.credit_kind when 1 then 'wallet' when 2 then 'merchant' else c.label end,
                   t.amount_minor, t.asset, t.created_at, 'waiting', :now, :now
              from told
             cross join lateral (select *
                                   from ledger.transfer m
                                  where m.shard = told.shard
                                    and m.id between (substr(told.subject::text, 1, 21) || '00-000000000000')::uuid
                                                 and (substr(told.subject::text, 1, 21) || 'ff-ffffffffffff')::uuid
                                    and m.reference = told.subject
                                    and m.kind in (1, 3)) t
              join ledger.account d
                on d.shard = ('x' || right(t.debit::text, 2))::bit(8)::int and d.id = t.debit
              join ledger.account c
                on c.shard = ('x' || right(t.credit::text, 2))::bit(8)::int and c.id = t.credit
                on conflict (shard, id) do nothing
            """;

    private static final String LEGS = """
            with told as (
                select distinct o.shard, o.subject
                  from platform.outbox o, corebanking.reader r
                 where r.id = 1 and o.created_at >= r.read_until and o.created_at < :horizon
            ), known as (
                select told.subject, p.progress::jsonb as progress
                  from told join payments.payment p on p.shard = told.shard and p.id = told.subject
                union all
                select told.subject, f.progress::jsonb
                  from told join payments.refund f on f.shard = told.shard and f.id = told.subject
            )
            insert into corebanking.leg (rail, identity, reference)
            select leg.part ->> 'processor', leg.part ->> 'identity', known.subject
              from known
             cross join lateral (values (known.progress -> 'debit'), (known.progress -> 'credit')) leg (part)
             where leg.part ->> 'identity' is not null
                on conflict (rail, identity) do nothing
            """;

    private static final String READ = """
            update corebanking.reader set read_until = :horizon where id = 1 and read_until < :horizon
            """;

    private static final String COLUMNS =
            " d.id, d.reference, d.purpose, d.debit, d.credit, d.amount_minor, d.asset, d.booked_at, d.attempts, d.since";

    private static final String TAKE = """
            update corebanking.document d
               set next_try_at = :until
              from (select shard, id
                      from corebanking.document
                     where state = 'waiting' and next_try_at <= :now
                     order by next_try_at
                     limit :limit
                       for no key update skip locked) due
             where d.shard = due.shard and d.id = due.id
            returning""" + COLUMNS;

    private static final String ACCEPTED = """
            update corebanking.document
               set state = 'accepted', code = null, next_try_at = null, attempts = attempts + 1
             where shard = :shard and id = :id
            """;

    private static final String STOP = """
            update corebanking.document
               set state = :state, code = :code, next_try_at = null, attempts = attempts + 1
             where shard = :shard and id = :id and state = 'waiting'
            """;

    private static final String LATER = """
            update corebanking.document
               set next_try_at = :next, code = :code, attempts = attempts + 1
             where shard = :shard and id = :id and state = 'waiting'
            """;

    private static final String STOPPED = "select d.state, d.code," + COLUMNS + """
              from corebanking.document d
             where d.state in ('rejected', 'dead')
             order by d.booked_at
             limit :limit
            """;

    private static final String RESEND = """
            update corebanking.document
               set state = 'waiting', attempts = 0, since = :now, next_try_at = :now
             where shard = :shard and id = :id and state in ('rejected', 'dead')
            """;

    private final DatabaseClient database;
    private final TransactionalOperator transaction;

    PostgresDocuments(DatabaseClient database, TransactionalOperator transaction) {
        this.database = database;
        this.transaction = transaction;
    }

    @Override
    public Mono<Long> collect(Instant now) {
        return database.sql(LOCK)
                .map(row -> true)
                .one()
                .flatMap(_ -> database.sql(HORIZON)
                        .map(row -> required(row, "horizon", Instant.class))
                        .one())
                .flatMap(horizon -> collect(horizon, now))
                .defaultIfEmpty(0L)
                .as(transaction::transactional);
    }

    private Mono<Long> collect(Instant horizon, Instant now) {
        return database.sql(COLLECT)
                .bind("horizon", horizon)
                .bind("now", now)
                .fetch()
                .rowsUpdated()
                .flatMap(made -> run(LEGS, horizon).then(run(READ, horizon)).thenReturn(made));
    }

    private Mono<Long> run(String sql, Instant horizon) {
        return database.sql(sql).bind("horizon", horizon).fetch().rowsUpdated();
    }

    // Read to the end first: whoever works on a row while others are still to be read waits for its own lock.
    @Override
    public Flux<CoreDocument> takeDue(Instant now, Instant until, int limit) {
        return database.sql(TAKE)
                .bind("now", now)
                .bind("until", until)
                .bind("limit", limit)
                .map(PostgresDocuments::document)
                .all()
                .collectList()
                .flatMapIterable(all -> all);
    }

    @Override
    public Mono<Void> accepted(CoreDocument document, Instant now) {
        return one(database.sql(ACCEPTED), document);
    }

    @Override
    public Mono<Void> stopped(CoreDocument document, boolean dead, String code) {
        return one(database.sql(STOP).bind("state", dead ? "dead" : "rejected").bind("code", code), document);
    }

    @Override
    public Mono<Void> later(CoreDocument document, Instant next, String why) {
        return one(database.sql(LATER).bind("next", next).bind("code", why), document);
    }

    private static Mono<Void> one(DatabaseClient.GenericExecuteSpec statement, CoreDocument document) {
        return statement
                .bind("shard", TimeOrderedIds.shardOf(document.id()))
                .bind("id", document.id())
                .then();
    }

    @Override
    public Flux<Stopped> stopped(int limit) {
        return database.sql(STOPPED)
                .bind("limit", limit)
                .map(row ->
                        new Stopped(document(row), required(row, "state", String.class), row.get("code", String.class)))
                .all();
    }

    @Override
    public Mono<Boolean> resend(UUID id, Instant now) {
        return database.sql(RESEND)
                .bind("shard", TimeOrderedIds.shardOf(id))
                .bind("id", id)
                .bind("now", now)
                .fetch()
                .rowsUpdated()
                .map(changed -> changed == 1);
    }

    static CoreDocument document(Readable row) {
        return new CoreDocument(
                required(row, "id", UUID.class),
                required(row, "reference", UUID.class),
                Purpose.of(required(row, "purpose", Short.class)),
                required(row, "debit", String.class),
                required(row, "credit", String.class),
                new Money(required(row, "amount_minor", Long.class), Asset.of(required(row, "asset", String.class))),
                required(row, "booked_at", Instant.class),
                required(row, "attempts", Integer.class),
                required(row, "since", Instant.class));
    }

    static <T> T required(Readable row, String name, Class<T> type) {
        return Objects.requireNonNull(row.get(name, type), name);
    }
}
