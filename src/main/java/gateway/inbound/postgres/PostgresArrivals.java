package gateway.inbound.postgres;

import static gateway.platform.postgres.Columns.required;

import gateway.inbound.Arrival;
import gateway.inbound.Arrival.ArrivalKey;
import gateway.inbound.Arrivals;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads arrivals where they are kept. */
@Component
class PostgresArrivals implements Arrivals {

    private static final String FIND =
            ArrivalRows.COLUMNS + " where shard = :shard and partner = :partner and their_id = :their_id";

    private static final String ASKED = """
             where partner = :partner and checked_at between :from and :to and (:state = '' or state = :state)
            """;

    private static final String PAGE =
            ArrivalRows.COLUMNS + ASKED + " order by checked_at, their_id limit :limit offset :offset";

    private static final int MOST = 10_000;

    private static final String COUNT =
            "select count(*) as total from (select 1 from inbound.arrival" + ASKED + " limit :limit) counted";

    private static final String DUE = ArrivalRows.COLUMNS
            + " where state in ('approved', 'in_review') and expires_at <= :now" + " order by expires_at limit :limit";

    private static final String IN_REVIEW = ArrivalRows.COLUMNS + " where state = 'in_review' order by id limit :limit";

    private static final String ONE_IN_REVIEW = ArrivalRows.COLUMNS + " where state = 'in_review' and id = :id";

    private static final String TAKE_ONWARD = """
            update inbound.arrival a
               set onward_at = :until
              from (select shard as due_shard, partner as due_partner, their_id as due_id
                      from inbound.arrival
                     where onward_at <= :now
                     order by onward_at
                     limit :limit
                       for no key update skip locked) due
             where a.shard = due.due_shard and a.partner = due.due_partner and a.their_id = due.due_id
            returning
            """ + ArrivalRows.COLUMN_NAMES;

    private final DatabaseClient database;
    private final ArrivalRows rows;

    PostgresArrivals(DatabaseClient database, ArrivalRows rows) {
        this.database = database;
        this.rows = rows;
    }

    @Override
    public Mono<Optional<Arrival>> find(ArrivalKey key) {
        return database.sql(FIND)
                .bind("shard", (short) key.shard())
                .bind("partner", key.partner().value())
                .bind("their_id", key.theirId())
                .map(rows::read)
                .one()
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty());
    }

    @Override
    public Mono<Optional<Page>> page(Question question) {
        return asked(COUNT, question)
                .bind("limit", MOST + 1)
                .map(row -> required(row, "total", Long.class))
                .one()
                .flatMap(total -> total > MOST ? Mono.just(Optional.empty()) : page(question, total));
    }

    private Mono<Optional<Page>> page(Question question, long total) {
        return asked(PAGE, question)
                .bind("limit", question.limit())
                .bind("offset", (long) (question.page() - 1) * question.limit())
                .map(rows::read)
                .all()
                .collectList()
                .map(found -> Optional.of(new Page(found, total)));
    }

    private DatabaseClient.GenericExecuteSpec asked(String statement, Question question) {
        return database.sql(statement)
                .bind("partner", question.partner().value())
                .bind("from", question.from())
                .bind("to", question.to())
                .bind("state", question.state());
    }

    @Override
    public Flux<Arrival> inReview(int limit) {
        return database.sql(IN_REVIEW).bind("limit", limit).map(rows::read).all();
    }

    @Override
    public Mono<Optional<Arrival>> inReview(UUID id) {
        return database.sql(ONE_IN_REVIEW)
                .bind("id", id)
                .map(rows::read)
                .one()
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty());
    }

    @Override
    public Flux<Arrival> takeOnward(Instant now, Instant until, int limit) {
        return database.sql(TAKE_ONWARD)
                .bind("now", now)
                .bind("until", until)
                .bind("limit", limit)
                .map(rows::read)
                .all();
    }

    @Override
    public Flux<Arrival> due(Instant now, int limit) {
        return database.sql(DUE)
                .bind("now", now)
                .bind("limit", limit)
                .map(rows::read)
                .all();
    }
}
