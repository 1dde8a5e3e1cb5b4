package gateway.ledger;

import static gateway.platform.postgres.Columns.required;

import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Movements out of schema {@code ledger}. */
@Component
class PostgresMovements implements Movements {

    private static final String COLUMNS = """
            select t.id, t.reference, t.purpose, t.amount_minor, t.asset, t.created_at,
                   case t.debit_kind when 1 then 'wallet' when 2 then 'merchant' else d.label end as debit,
                   case t.credit_kind when 1 then 'wallet' when 2 then 'merchant' else c.label end as credit
            """;

    private static final String ACCOUNTS = """
              join ledger.account d
                on d.shard = ('x' || right(t.debit::text, 2))::bit(8)::int and d.id = t.debit
              join ledger.account c
                on c.shard = ('x' || right(t.credit::text, 2))::bit(8)::int and c.id = t.credit
            """;

    // Transfers of a payment have ids that differ from its own in two bytes of the lower half: one short range of the
    // primary key.
    private static final String OF = COLUMNS + """
              from unnest(:shards::smallint[], :references::uuid[]) asked (shard, id)
             cross join lateral (select *
                                   from ledger.transfer m
                                  where m.shard = asked.shard
                                    and m.id between (substr(asked.id::text, 1, 21) || '00-000000000000')::uuid
                                                 and (substr(asked.id::text, 1, 21) || 'ff-ffffffffffff')::uuid
                                    and m.reference = asked.id
                                    and m.kind in (1, 3)) t
            """ + ACCOUNTS;

    private static final String NAMED = COLUMNS + """
              from unnest(:shards::smallint[], :ids::uuid[]) asked (shard, id)
              join ledger.transfer t on t.shard = asked.shard and t.id = asked.id and t.kind in (1, 3)
            """ + ACCOUNTS;

    private static final String WINDOW = COLUMNS + " from ledger.transfer t" + ACCOUNTS + """
             where t.kind in (1, 3) and t.created_at >= :at and t.created_at < :until
               and (t.created_at, t.id) > (:at, :after)
            """;

    private static final String IN_ORDER = " order by t.created_at, t.id limit :page";

    private static final String ALL = WINDOW + IN_ORDER;

    private static final String ON = WINDOW + " and (d.label = :account or c.label = :account)" + IN_ORDER;

    private static final String FOR = WINDOW + " and t.purpose = any(:purposes)" + IN_ORDER;

    private static final String COUNT = """
            select count(*) as count
              from ledger.transfer t
             where t.kind in (1, 3) and t.created_at >= :from and t.created_at < :until
            """;

    private static final int PAGE = 2_000;

    // A page sorts its whole window, so a window should hold about one page, however busy the day was.
    private static final Duration FIRST_WINDOW = Duration.ofSeconds(15);
    private static final Duration SHORTEST = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofMinutes(15);
    // Where few of many are asked for, a page holds what a long window has of them.
    private static final Duration LONGEST_OF_FEW = Duration.ofHours(12);

    private static final UUID FIRST = new UUID(0, 0);

    private final DatabaseClient database;

    PostgresMovements(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Flux<Movement> of(List<UUID> references) {
        return asked(OF, "references", references);
    }

    @Override
    public Flux<Movement> named(List<UUID> transfers) {
        return asked(NAMED, "ids", transfers);
    }

    private Flux<Movement> asked(String sql, String name, List<UUID> ids) {
        return database.sql(sql)
                .bind("shards", BookRows.shards(ids))
                .bind(name, ids.toArray(UUID[]::new))
                .map(PostgresMovements::movement)
                .all();
    }

    /** Where to go on reading: after that transfer, until the window ends. */
    private record Place(
            Instant at, UUID after, Instant until, Duration window, Duration longest, List<Movement> read) {

        static Place window(Instant from, Duration window, Duration longest, Instant until) {
            return new Place(from, FIRST, earlier(until, from.plus(window)), window, longest, List.of());
        }

        Place with(List<Movement> page) {
            return new Place(at, after, until, window, longest, page);
        }

        Place next(Instant end) {
            if (read.size() == PAGE) {
                var last = read.getLast();
                var narrow = longer(window.dividedBy(2), SHORTEST);
                return new Place(
                        last.at(), last.id(), earlier(until, last.at().plus(narrow)), narrow, longest, List.of());
            }
            boolean isWide = after.equals(FIRST) && read.size() < PAGE / 4;
            return window(until, isWide ? shorter(window.multipliedBy(2), longest) : window, longest, end);
        }

        private static Instant earlier(Instant one, Instant other) {
            return one.isBefore(other) ? one : other;
        }

        private static Duration shorter(Duration one, Duration other) {
            return one.compareTo(other) < 0 ? one : other;
        }

        private static Duration longer(Duration one, Duration other) {
            return one.compareTo(other) > 0 ? one : other;
        }
    }

    @Override
    public Flux<Movement> between(Instant from, Instant until) {
        return pages(database.sql(ALL), from, until, LONGEST);
    }

    @Override
    public Flux<Movement> between(Set<Purpose> purposes, Instant from, Instant until) {
        var codes = purposes.stream().map(Purpose::code).toArray(Short[]::new);
        return pages(database.sql(FOR).bind("purposes", codes), from, until, LONGEST_OF_FEW);
    }

    @Override
    public Mono<Long> count(Instant from, Instant until) {
        return database.sql(COUNT)
                .bind("from", from)
                .bind("until", until)
                .map(row -> required(row, "count", Long.class))
                .one();
    }

    @Override
    public Flux<Movement> on(String account, Instant from, Instant until) {
        return pages(database.sql(ON).bind("account", account), from, until, LONGEST);
    }

    // A cursor would have to be read within the time that a statement may take.
    private static Flux<Movement> pages(GenericExecuteSpec sql, Instant from, Instant until, Duration longest) {
        return page(sql, Place.window(from, FIRST_WINDOW, longest, until))
                .expand(place -> {
                    var next = place.next(until);
                    return next.at().isBefore(until) ? page(sql, next) : Mono.empty();
                })
                .concatMapIterable(Place::read);
    }

    private static Mono<Place> page(GenericExecuteSpec sql, Place place) {
        return sql.bind("at", place.at())
                .bind("after", place.after())
                .bind("until", place.until())
                .bind("page", PAGE)
                .map(PostgresMovements::movement)
                .all()
                .collectList()
                .map(place::with);
    }

    private static Movement movement(Readable row) {
        return new Movement(
                required(row, "id", UUID.class),
                required(row, "reference", UUID.class),
                Purpose.of(required(row, "purpose", Short.class)),
                required(row, "debit", String.class),
                required(row, "credit", String.class),
                new Money(required(row, "amount_minor", Long.class), Asset.of(required(row, "asset", String.class))),
                required(row, "created_at", Instant.class));
    }
}
