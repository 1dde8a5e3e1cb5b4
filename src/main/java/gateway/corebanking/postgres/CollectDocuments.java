package gateway.corebanking.postgres;

import static gateway.platform.journal.Columns.column;
import static gateway.platform.postgres.Columns.required;

import gateway.ledger.Movement;
import gateway.ledger.Movements;
import gateway.platform.journal.WriteHorizon;
import gateway.shared.ids.TimeOrderedIds;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Makes one document of every transfer that moved money, whoever made it, by reading the ledger in order of time. What
 * is made and how far it was read are one transaction, and one node reads at a time.
 */
@Component
class CollectDocuments {

    private static final Logger LOG = LoggerFactory.getLogger(CollectDocuments.class);

    private static final String LOCK = """
            select transfers_until, counted_until from corebanking.reader where id = 1 for update skip locked
            """;

    private static final String ADD = """
            insert into corebanking.document (shard, id, reference, purpose, debit, credit, amount_minor, asset,
                                              booked_at, state, since, next_try_at)
            select u.*, 'waiting', :now, u.booked_at
              from unnest(:shards::smallint[], :ids::uuid[], :references::uuid[], :purposes::smallint[],
                          :debits::text[], :credits::text[], :amounts::bigint[], :assets::text[],
                          :times::timestamptz[])
                   u (shard, id, reference, purpose, debit, credit, amount_minor, asset, booked_at)
                on conflict (shard, id) do nothing
            """;

    private static final String COUNT = """
            select count(*) as count
              from corebanking.document
             where booked_at >= :from and booked_at < :until and amends is null
            """;

    private static final String MOVE = """
            update corebanking.reader set transfers_until = :read, counted_until = :counted where id = 1
            """;

    /** More than a transfer's time is taken before its row is made, and a node's clock can be late by. */
    private static final Duration CLOCKS = Duration.ofSeconds(5);

    /** What memory bears. All transfers of one batch have the same time and are read together; none is so large. */
    private static final int MOST = 20_000;

    private static final Duration SLICE = Duration.ofHours(6);

    // A machine that was stopped for longer than CLOCKS writes an old time behind the reader, until it has asked the
    // database for the time. So everything is counted once more when nobody can be that late.
    private static final Duration COUNTED_AFTER = Duration.ofHours(1);
    private static final Duration COUNTED_AT_ONCE = Duration.ofMinutes(5);

    private final DatabaseClient database;
    private final TransactionalOperator transaction;
    private final Movements movements;
    private final CollectNames names;
    private final WriteHorizon ledger = new WriteHorizon("ledger.transfer");

    CollectDocuments(
            DatabaseClient database, TransactionalOperator transaction, Movements movements, CollectNames names) {
        this.database = database;
        this.transaction = transaction;
        this.movements = movements;
        this.names = names;
    }

    /** How far the ledger was read, and how far it was counted again. */
    private record Place(Instant read, Instant counted) {

        static Place of(Readable row) {
            return new Place(
                    required(row, "transfers_until", Instant.class), required(row, "counted_until", Instant.class));
        }
    }

    /** Emits how many documents were made. */
    Mono<Long> run(Instant now) {
        return database.sql(LOCK)
                .map(Place::of)
                .one()
                .flatMap(place -> collect(place, now))
                .defaultIfEmpty(0L)
                .as(transaction::transactional);
    }

    private Mono<Long> collect(Place from, Instant now) {
        return ledger.moment(database).flatMap(horizon -> piece(from, horizon)).flatMap(page -> store(from, page, now));
    }

    private Mono<Page> piece(Place from, Instant horizon) {
        var until = earlier(horizon.minus(CLOCKS), from.read().plus(SLICE));
        return names.run().then(Mono.defer(() -> read(from.read(), until)));
    }

    private Mono<Long> store(Place from, Page page, Instant now) {
        return add(page.read(), now).flatMap(made -> goOn(from, page, now).thenReturn(made));
    }

    private Mono<Long> goOn(Place from, Page page, Instant now) {
        return countAgain(from.counted(), page.until(), now).flatMap(counted -> move(new Place(page.until(), counted)));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** Everything until then. */
    private record Page(List<Movement> read, Instant until) {}

    private Mono<Page> read(Instant from, Instant until) {
        return from.isBefore(until)
                ? movements
                        .between(from, until)
                        .take(MOST)
                        .collectList()
                        .map(all -> new Page(
                                all, all.size() < MOST ? until : all.getLast().at()))
                : Mono.just(new Page(List.of(), from));
    }

    private Mono<Instant> countAgain(Instant from, Instant read, Instant now) {
        var until = earlier(from.plus(COUNTED_AT_ONCE), read.minus(COUNTED_AFTER));
        return from.isBefore(until)
                ? movements
                        .count(from, until)
                        .flatMap(moved -> documents(from, until)
                                .flatMap(made -> made >= moved ? Mono.just(0L) : addLate(from, until, now)))
                        .thenReturn(until)
                : Mono.just(from);
    }

    private Mono<Long> addLate(Instant from, Instant until, Instant now) {
        return movements
                .between(from, until)
                .buffer(MOST)
                .concatMap(some -> add(some, now), 1)
                .reduce(0L, Long::sum)
                .doOnNext(late -> LOG.warn("{} transfers before {} were written later than they say", late, until));
    }

    private Mono<Long> documents(Instant from, Instant until) {
        return database.sql(COUNT)
                .bind("from", from)
                .bind("until", until)
                .map(row -> required(row, "count", Long.class))
                .one();
    }

    private Mono<Long> add(List<Movement> all, Instant now) {
        return all.isEmpty()
                ? Mono.just(0L)
                : database.sql(ADD)
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

    private Mono<Long> move(Place to) {
        return database.sql(MOVE)
                .bind("read", to.read())
                .bind("counted", to.counted())
                .fetch()
                .rowsUpdated();
    }
}
