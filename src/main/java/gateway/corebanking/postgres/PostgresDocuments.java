package gateway.corebanking.postgres;

import static gateway.platform.postgres.Columns.required;

import gateway.corebanking.Amendment;
import gateway.corebanking.CoreDocument;
import gateway.corebanking.Documents;
import gateway.ledger.Purpose;
import gateway.platform.postgres.DueRows;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Documents in schema {@code corebanking}: which are due, and what became of them. */
@Component
class PostgresDocuments implements Documents {

    private static final String COLUMNS =
            " d.id, d.reference, d.purpose, d.debit, d.credit, d.amount_minor, d.asset, d.booked_at, d.attempts,"
                    + " d.since, d.debit_number, d.credit_number";

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

    private static final String FIND_ACCEPTED = "select" + COLUMNS + """
              from corebanking.document d
             where d.shard = :shard and d.id = :id and d.state = 'accepted'
            """;

    private static final String TELL_AGAIN = """
            update corebanking.document
               set state = 'waiting', attempts = 0, since = :now, next_try_at = :now
             where shard = :shard and id = :id and state = 'accepted'
            """;

    private final DatabaseClient database;
    private final CollectDocuments collect;

    PostgresDocuments(DatabaseClient database, CollectDocuments collect) {
        this.database = database;
        this.collect = collect;
    }

    @Override
    public Mono<Long> collect(Instant now) {
        return collect.run(now);
    }

    @Override
    public Flux<CoreDocument> takeDue(Instant now, Instant until, int limit) {
        return DueRows.taken(
                        database.sql(TAKE).bind("now", now).bind("until", until).bind("limit", limit),
                        PostgresDocuments::document)
                .sort(Comparator.comparing(CoreDocument::bookedAt).thenComparing(CoreDocument::id));
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
    public Mono<CoreDocument> accepted(UUID id) {
        return database.sql(FIND_ACCEPTED)
                .bind("shard", TimeOrderedIds.shardOf(id))
                .bind("id", id)
                .map(PostgresDocuments::document)
                .one();
    }

    @Override
    public Mono<Boolean> resend(UUID id, Instant now) {
        return sendAgain(RESEND, id, now);
    }

    @Override
    public Mono<Boolean> tellAgain(UUID id, Instant now) {
        return sendAgain(TELL_AGAIN, id, now);
    }

    private Mono<Boolean> sendAgain(String sql, UUID id, Instant now) {
        return database.sql(sql)
                .bind("shard", TimeOrderedIds.shardOf(id))
                .bind("id", id)
                .bind("now", now)
                .fetch()
                .rowsUpdated()
                .map(changed -> changed == 1);
    }

    static CoreDocument document(Readable row) {
        var amount =
                new Money(required(row, "amount_minor", Long.class), Asset.of(required(row, "asset", String.class)));
        var debit = row.get("debit_number", String.class);
        return new CoreDocument(
                required(row, "id", UUID.class),
                required(row, "reference", UUID.class),
                Purpose.of(required(row, "purpose", Short.class)),
                required(row, "debit", String.class),
                required(row, "credit", String.class),
                amount,
                required(row, "booked_at", Instant.class),
                required(row, "attempts", Integer.class),
                required(row, "since", Instant.class),
                debit == null ? null : new Amendment(debit, required(row, "credit_number", String.class), amount));
    }
}
