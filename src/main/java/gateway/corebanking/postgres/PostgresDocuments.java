package gateway.corebanking.postgres;

import static gateway.platform.journal.Columns.column;
import static gateway.platform.postgres.Columns.required;

import gateway.corebanking.CoreDocument;
import gateway.corebanking.Documents;
import gateway.ledger.Movement;
import gateway.ledger.Movements;
import gateway.ledger.Purpose;
import gateway.payments.RailNames;
import gateway.payments.RailNames.RailName;
import gateway.platform.journal.OutboxHorizon;
import gateway.platform.postgres.DueRows;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Documents in schema {@code corebanking}, made of what the outbox announces and the ledger says of it. */
@Component
class PostgresDocuments implements Documents {

    private static final String LOCK = """
            select read_until from corebanking.reader where id = 1 for update skip locked
            """;

    // Who was away for long reads in steps that memory bears.
    private static final String STEP = """
            select least(:horizon, (select o.created_at
                                      from platform.outbox o, corebanking.reader r
                                     where r.id = 1 and o.created_at >= r.read_until and o.created_at < :horizon
                                     order by o.created_at
                                    offset 20000 limit 1)) as horizon
            """;

    private static final String TOLD = """
            select o.subject, bool_or(o.type in ('payment.crediting', 'payment.reversing', 'payment.completed',
                                                 'payment.reversed', 'payment.needs_operator',
                                                 'refund.refunded')) as moved
              from platform.outbox o, corebanking.reader r
             where r.id = 1 and o.created_at >= r.read_until and o.created_at < :horizon
             group by o.subject
            """;

    private static final String ADD = """
            insert into corebanking.document (shard, id, reference, purpose, debit, credit, amount_minor, asset,
                                              booked_at, state, since, next_try_at)
            select u.*, 'waiting', :now, :now
              from unnest(:shards::smallint[], :ids::uuid[], :references::uuid[], :purposes::smallint[],
                          :debits::text[], :credits::text[], :amounts::bigint[], :assets::text[],
                          :times::timestamptz[]) u
                on conflict (shard, id) do nothing
            """;

    private static final String ADD_NAMES = """
            insert into corebanking.leg (rail, identity, reference)
            select * from unnest(:rails::text[], :identities::text[], :references::uuid[]) u
                on conflict (rail, identity) do nothing
            """;

    private static final String READ = """
            update corebanking.reader set read_until = :horizon where id = 1 and read_until < :horizon
            """;

    private static final String COLUMNS =
            " d.id, d.reference, d.purpose, d.debit, d.credit, d.amount_minor, d.asset, d.booked_at, d.attempts,"
                    + " d.since";

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
    private final Movements movements;
    private final RailNames names;
    private final OutboxHorizon outbox = new OutboxHorizon();

    PostgresDocuments(
            DatabaseClient database, TransactionalOperator transaction, Movements movements, RailNames names) {
        this.database = database;
        this.transaction = transaction;
        this.movements = movements;
        this.names = names;
    }

    @Override
    public Mono<Long> collect(Instant now) {
        return database.sql(LOCK)
                .map(row -> true)
                .one()
                .flatMap(_ -> outbox.moment(database))
                .flatMap(horizon -> collect(horizon, now))
                .defaultIfEmpty(0L)
                .as(transaction::transactional);
    }

    private Mono<Long> collect(Instant horizon, Instant now) {
        return moment(STEP, horizon)
                .flatMap(until -> told(until)
                        .flatMap(told -> make(told, now))
                        .flatMap(made -> read(until).thenReturn(made)));
    }

    /** What was announced about a payment or refund. */
    private record Told(UUID subject, boolean moved) {}

    private Mono<List<Told>> told(Instant horizon) {
        return database.sql(TOLD)
                .bind("horizon", horizon)
                .map(row -> new Told(required(row, "subject", UUID.class), required(row, "moved", Boolean.class)))
                .all()
                .collectList();
    }

    private Mono<Long> make(List<Told> told, Instant now) {
        var moved = told.stream().filter(Told::moved).map(Told::subject).toList();
        return movements
                .of(moved)
                .collectList()
                .flatMap(all -> all.isEmpty() ? Mono.just(0L) : add(all, now))
                .flatMap(made -> names.of(told.stream().map(Told::subject).toList())
                        .collectList()
                        .flatMap(this::addNames)
                        .thenReturn(made));
    }

    private Mono<Long> add(List<Movement> all, Instant now) {
        return database.sql(ADD)
                .bind("now", now)
                .bind("shards", column(all, it -> (short) TimeOrderedIds.shardOf(it.id()), Short[]::new))
                .bind("ids", column(all, Movement::id, UUID[]::new))
                .bind("references", column(all, Movement::reference, UUID[]::new))
                .bind("purposes", column(all, it -> it.purpose().code(), Short[]::new))
                .bind("debits", column(all, Movement::debit, String[]::new))
                .bind("credits", column(all, Movement::credit, String[]::new))
                .bind("amounts", column(all, it -> it.amount().minor(), Long[]::new))
                .bind("assets", column(all, it -> it.amount().asset().code(), String[]::new))
                .bind("times", column(all, Movement::at, Instant[]::new))
                .fetch()
                .rowsUpdated();
    }

    private Mono<Void> addNames(List<RailName> all) {
        return all.isEmpty()
                ? Mono.empty()
                : database.sql(ADD_NAMES)
                        .bind("rails", column(all, RailName::rail, String[]::new))
                        .bind("identities", column(all, RailName::identity, String[]::new))
                        .bind("references", column(all, RailName::subject, UUID[]::new))
                        .then();
    }

    private Mono<Long> read(Instant horizon) {
        return database.sql(READ).bind("horizon", horizon).fetch().rowsUpdated();
    }

    private Mono<Instant> moment(String sql, Instant horizon) {
        return database.sql(sql)
                .bind("horizon", horizon)
                .map(row -> required(row, "horizon", Instant.class))
                .one();
    }

    @Override
    public Flux<CoreDocument> takeDue(Instant now, Instant until, int limit) {
        return DueRows.taken(
                database.sql(TAKE).bind("now", now).bind("until", until).bind("limit", limit),
                PostgresDocuments::document);
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
}
