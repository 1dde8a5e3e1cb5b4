package gateway.reconciliation.postgres;

import static gateway.platform.journal.Columns.column;
import static gateway.platform.postgres.Columns.required;

import gateway.reconciliation.Alone;
import gateway.reconciliation.Book;
import gateway.reconciliation.Break;
import gateway.reconciliation.BreakKind;
import gateway.reconciliation.Breaks;
import gateway.reconciliation.ReconciliationProblem;
import gateway.shared.money.Asset;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Breaks in PostgreSQL. */
@Component
class PostgresBreaks implements Breaks {

    private static final String ADD = """
            insert into reconciliation.break as known (id, counterparty, item, kind, against, name, day, asset, ours,
                                                       theirs, correction, alone, state, found_at)
            select u.id, :counterparty, u.item, u.kind, u.against, u.name, u.day, u.asset, u.ours, u.theirs,
                   u.correction, u.alone, 'open', :now
              from unnest(:ids::uuid[], :items::text[], :kinds::text[], :againsts::text[], :names::text[],
                          :days::date[], :assets::text[], :ours::bigint[], :theirs::bigint[], :corrections::bigint[],
                          :alones::text[])
                   u(id, item, kind, against, name, day, asset, ours, theirs, correction, alone)
             order by u.id
                on conflict (id) do update
               set state = 'open', closed_at = null, note = null, alone = excluded.alone
             where (known.state = 'explained' and known.closed_by is null)
                or (known.state = 'open' and known.alone <> excluded.alone)
            """;

    // In one order, like every statement here that locks many rows.
    private static final String CLOSE = """
            with gone as (
                select id
                  from reconciliation.break
                 where counterparty = :counterparty and state = 'open' and id <> all(:found)
                   and ((item = any(:theirs) and against = 'theirs') or (item = any(:bank) and against = 'bank'))
                 order by id
                   for no key update
            )
            update reconciliation.break b
               set state = 'explained', closed_at = :now, note = 'the books agree about it now'
              from gone g
             where b.id = g.id
            """;

    private static final String COLUMNS = """
            select id, counterparty, item, kind, against, name, day, asset, ours, theirs, correction, alone, state,
                   found_at, act, closed_at, closed_by, note, transfer
              from reconciliation.break
            """;

    private static final String LIST = COLUMNS + """
             where (cast(:counterparty as text) is null or counterparty = :counterparty)
               and (cast(:kind as text) is null or kind = :kind)
               and (cast(:state as text) is null or state = :state)
               and (cast(:day as date) is null or day = :day)
               and (cast(:after as uuid) is null or (day, id) > (:after_day, :after))
             order by day, id
             limit :most
            """;

    private static final String REPORT = COLUMNS + """
             where day = :day or (day < :day and state in ('open', 'repairing'))
             order by day, counterparty, kind, id
             limit :most
            """;

    private static final String COUNTS = """
            select counterparty, kind, alone, greatest(0, cast(:today as date) - day) as days, count(*) as n
              from reconciliation.break
             where state in ('open', 'repairing')
             group by 1, 2, 3, 4
            """;

    private static final String APPROVE = """
            update reconciliation.break set state = 'repairing', act = :act
             where id = :id and state = 'open' and correction <> 0
            """;

    private static final String EXPLAIN = """
            update reconciliation.break
               set state = 'explained', act = :act, closed_at = :now, closed_by = :by, note = :note
             where id = :id and state = 'open'
            """;

    private final DatabaseClient database;
    private final TransactionalOperator transaction;

    PostgresBreaks(DatabaseClient database, TransactionalOperator transaction) {
        this.database = database;
        this.transaction = transaction;
    }

    @Override
    public Mono<Void> found(String counterparty, Map<Book, List<String>> heard, List<Break> found, Instant now) {
        var ids = column(found, it -> it.id(counterparty), UUID[]::new);
        return add(counterparty, ids, found, now)
                .then(Mono.defer(() -> database.sql(CLOSE)
                        .bind("counterparty", counterparty)
                        .bind("theirs", items(heard, Book.THEIRS))
                        .bind("bank", items(heard, Book.BANK))
                        .bind("found", ids)
                        .bind("now", now)
                        .then()))
                .as(transaction::transactional);
    }

    private static String[] items(Map<Book, List<String>> heard, Book book) {
        return heard.getOrDefault(book, List.of()).toArray(String[]::new);
    }

    private Mono<Void> add(String counterparty, UUID[] ids, List<Break> found, Instant now) {
        return ids.length == 0
                ? Mono.empty()
                : database.sql(ADD)
                        .bind("counterparty", counterparty)
                        .bind("now", now)
                        .bind("ids", ids)
                        .bind("items", column(found, Break::item, String[]::new))
                        .bind("kinds", column(found, it -> it.kind().code(), String[]::new))
                        .bind("againsts", column(found, it -> it.against().code(), String[]::new))
                        .bind("names", column(found, Break::name, String[]::new))
                        .bind("days", column(found, Break::day, LocalDate[]::new))
                        .bind("assets", column(found, it -> it.asset().code(), String[]::new))
                        .bind("ours", column(found, Break::ours, Long[]::new))
                        .bind("theirs", column(found, Break::theirs, Long[]::new))
                        .bind("corrections", column(found, Break::correction, Long[]::new))
                        .bind("alones", column(found, it -> it.alone().code(), String[]::new))
                        .then();
    }

    @Override
    public Mono<Stored> find(UUID id) {
        return database.sql(COLUMNS + " where id = :id")
                .bind("id", id)
                .map(PostgresBreaks::read)
                .one()
                .switchIfEmpty(
                        Mono.error(() -> ReconciliationProblem.BREAK_NOT_FOUND.because("There is none of that id")));
    }

    @Override
    public Mono<List<Stored>> list(Filter filter, int most) {
        var kind = filter.kind();
        var state = filter.state();
        var asked = database.sql(LIST).bind("most", most);
        asked = bound(asked, "counterparty", filter.counterparty(), String.class);
        asked = bound(asked, "kind", kind == null ? null : kind.code(), String.class);
        asked = bound(asked, "state", state == null ? null : state.code(), String.class);
        asked = bound(asked, "day", filter.day(), LocalDate.class);
        asked = bound(asked, "after_day", filter.afterDay(), LocalDate.class);
        asked = bound(asked, "after", filter.after(), UUID.class);
        return asked.map(PostgresBreaks::read).all().collectList();
    }

    private static <T> DatabaseClient.GenericExecuteSpec bound(
            DatabaseClient.GenericExecuteSpec asked, String name, @Nullable T value, Class<T> type) {
        return value == null ? asked.bindNull(name, type) : asked.bind(name, value);
    }

    @Override
    public Mono<List<Stored>> report(LocalDate day, int most) {
        return database.sql(REPORT)
                .bind("day", day)
                .bind("most", most)
                .map(PostgresBreaks::read)
                .all()
                .collectList();
    }

    @Override
    public Flux<Count> counts(LocalDate today) {
        return database.sql(COUNTS)
                .bind("today", today)
                .map(row -> new Count(
                        required(row, "counterparty", String.class),
                        kind(row),
                        Alone.of(required(row, "alone", String.class)),
                        required(row, "days", Integer.class),
                        required(row, "n", Long.class)))
                .all();
    }

    @Override
    public Mono<Void> approve(UUID id, UUID act) {
        return one(database.sql(APPROVE).bind("id", id).bind("act", act));
    }

    @Override
    public Mono<Void> explain(UUID id, UUID act, String by, String note, Instant now) {
        return one(database.sql(EXPLAIN)
                .bind("id", id)
                .bind("act", act)
                .bind("by", by)
                .bind("note", note)
                .bind("now", now));
    }

    private static Mono<Void> one(DatabaseClient.GenericExecuteSpec change) {
        return change.fetch()
                .rowsUpdated()
                .filter(rows -> rows == 1)
                .switchIfEmpty(Mono.error(() -> ReconciliationProblem.BREAK_CLOSED.because("It is not open any more")))
                .then();
    }

    @Override
    public Flux<Stored> approved(int most) {
        return database.sql(COLUMNS + " where state = 'repairing' order by day, id limit :most")
                .bind("most", most)
                .map(PostgresBreaks::read)
                .all();
    }

    private static BreakKind kind(Readable row) {
        return BreakKind.find(required(row, "kind", String.class)).orElseThrow();
    }

    private static Stored read(Readable row) {
        var found = new Break(
                required(row, "item", String.class),
                kind(row),
                Book.of(required(row, "against", String.class)),
                required(row, "name", String.class),
                required(row, "day", LocalDate.class),
                Asset.of(required(row, "asset", String.class)),
                required(row, "ours", Long.class),
                required(row, "theirs", Long.class),
                required(row, "correction", Long.class),
                Alone.of(required(row, "alone", String.class)));
        return new Stored(
                required(row, "id", UUID.class),
                required(row, "counterparty", String.class),
                found,
                State.find(required(row, "state", String.class)).orElseThrow(),
                required(row, "found_at", Instant.class),
                row.get("act", UUID.class),
                row.get("closed_at", Instant.class),
                row.get("closed_by", String.class),
                row.get("note", String.class),
                row.get("transfer", UUID.class));
    }
}
