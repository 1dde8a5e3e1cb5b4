package gateway.reconciliation.postgres;

import static gateway.platform.journal.Columns.column;
import static gateway.platform.postgres.Columns.required;

import gateway.reconciliation.Book;
import gateway.reconciliation.Counterparty;
import gateway.reconciliation.DayFiles;
import gateway.reconciliation.ToldDays;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Imported files in PostgreSQL; of two imports into one book at once, one waits for the other. */
@Component
class PostgresDayFiles implements DayFiles {

    private static final String OPEN = """
            insert into reconciliation.file (counterparty, book, id, account, day, digest, imported_by, imported_at)
            values (:counterparty, :book, :id, nullif(:account, ''), :day, :digest, :by, :at)
                on conflict do nothing
            returning number
            """;

    private static final String QUEUE = """
            select pg_advisory_xact_lock(hashtextextended('reconciliation.file ' || :counterparty || ' ' || :book, 0))
            """;

    // Days on which nothing happened may look alike.
    private static final String SAME = """
            select id, lines
              from reconciliation.file
             where counterparty = :counterparty and book = :book and digest = :digest and lines > 0
             limit 1
            """;

    private static final String KNOWN = """
            select digest, lines from reconciliation.file
             where counterparty = :counterparty and book = :book and id = :id
            """;

    private static final String CLOSE = """
            update reconciliation.file set lines = :lines
             where counterparty = :counterparty and book = :book and id = :id
            """;

    private static final String DAYS =
            "select distinct day from reconciliation.file where counterparty = :counterparty and book = :book";

    private static final String BANK_DAYS = """
            select distinct day, coalesce(account, '') as account
              from reconciliation.file
             where counterparty = :counterparty and book = 'bank'
            """;

    private static final String LIST = """
            select counterparty, book, id, account, day, lines, imported_by, imported_at
              from reconciliation.file
             where counterparty = :counterparty and day >= :from
             order by number desc
             limit :most
            """;

    private static final String OUR_DAY = """
            select exists (select 1 from reconciliation.our_day
                            where counterparty = :counterparty and day = :day and read_at >= :over) as read
            """;

    private static final String OUR_DAY_READ = """
            insert into reconciliation.our_day (counterparty, day, read_at) values (:counterparty, :day, :at)
                on conflict (counterparty, day) do update set read_at = greatest(our_day.read_at, excluded.read_at)
            """;

    private static final String AWAIT = """
            insert into reconciliation.expected (counterparty, book, since)
            select u.counterparty, u.book, :today
              from unnest(:counterparties::text[], :books::text[]) u(counterparty, book)
                on conflict do nothing
            """;

    // A book is told as far as the account of which was told least.
    private static final String TOLD_UNTIL = """
            select e.counterparty, e.book, greatest(e.since, min(coalesce(told.until, e.since))) as until
              from unnest(:counterparties::text[], :books::text[], :accounts::text[]) u(counterparty, book, account)
              join reconciliation.expected e using (counterparty, book)
             cross join lateral (
                   select max(f.day) as until
                     from reconciliation.file f
                    where f.counterparty = e.counterparty and f.book = e.book
                      and (u.account = '' or f.account is null or f.account = u.account)) told
             group by e.counterparty, e.book, e.since
            """;

    private final DatabaseClient database;

    PostgresDayFiles(DatabaseClient database) {
        this.database = database;
    }

    // The lock first: what is looked for is what there is once it is held.
    @Override
    public Mono<Opened> open(Imported it, byte[] digest) {
        return book(QUEUE, it)
                .fetch()
                .rowsUpdated()
                .then(Mono.defer(() -> same(it, digest)))
                .switchIfEmpty(Mono.defer(() -> added(it, digest)));
    }

    private Mono<Opened> same(Imported it, byte[] digest) {
        return book(SAME, it)
                .bind("digest", digest)
                .<Opened>map(
                        row -> new Opened.Known(required(row, "id", String.class), required(row, "lines", Long.class)))
                .one();
    }

    private Mono<Opened> added(Imported it, byte[] digest) {
        return of(OPEN, it)
                .bind("account", Objects.requireNonNullElse(it.account(), ""))
                .bind("day", it.day())
                .bind("digest", digest)
                .bind("by", it.by())
                .bind("at", it.at())
                .map(row -> (Opened) new Opened.Fresh(required(row, "number", Long.class)))
                .one()
                .switchIfEmpty(Mono.defer(() -> known(it, digest)));
    }

    private Mono<Opened> known(Imported it, byte[] digest) {
        return of(KNOWN, it)
                .<Opened>map(row -> Arrays.equals(required(row, "digest", byte[].class), digest)
                        ? new Opened.Known(it.id(), required(row, "lines", Long.class))
                        : new Opened.Changed())
                .one();
    }

    private DatabaseClient.GenericExecuteSpec of(String sql, Imported it) {
        return book(sql, it).bind("id", it.id());
    }

    private DatabaseClient.GenericExecuteSpec book(String sql, Imported it) {
        return database.sql(sql)
                .bind("counterparty", it.counterparty())
                .bind("book", it.book().code());
    }

    @Override
    public Mono<Void> close(Imported file, long lines) {
        return of(CLOSE, file).bind("lines", lines).then();
    }

    @Override
    public Mono<Set<LocalDate>> days(String counterparty, Book book) {
        return database.sql(DAYS)
                .bind("counterparty", counterparty)
                .bind("book", book.code())
                .map(row -> required(row, "day", LocalDate.class))
                .all()
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Mono<ToldDays> bankDays(Counterparty counterparty) {
        return database.sql(BANK_DAYS)
                .bind("counterparty", counterparty.name())
                .map(row -> new ToldDays.Told(
                        required(row, "day", LocalDate.class), required(row, "account", String.class)))
                .all()
                .collect(Collectors.toSet())
                .map(told -> ToldDays.of(told, counterparty.bankAccounts()));
    }

    @Override
    public Mono<List<Imported>> list(String counterparty, LocalDate from, int most) {
        return database.sql(LIST)
                .bind("counterparty", counterparty)
                .bind("from", from)
                .bind("most", most)
                .map(row -> new Imported(
                        required(row, "counterparty", String.class),
                        Book.of(required(row, "book", String.class)),
                        required(row, "id", String.class),
                        row.get("account", String.class),
                        required(row, "day", LocalDate.class),
                        required(row, "lines", Long.class),
                        required(row, "imported_by", String.class),
                        required(row, "imported_at", Instant.class)))
                .all()
                .collectList();
    }

    @Override
    public Mono<List<Told>> toldUntil(List<Awaited> awaited, LocalDate today) {
        var parts = awaited.stream().flatMap(PostgresDayFiles::parts).toList();
        return awaited(AWAIT, parts)
                .bind("today", today)
                .then()
                .thenMany(Flux.defer(() -> awaited(TOLD_UNTIL, parts)
                        .bind("accounts", column(parts, Part::account, String[]::new))
                        .map(row -> new Told(
                                required(row, "counterparty", String.class),
                                Book.of(required(row, "book", String.class)),
                                required(row, "until", LocalDate.class)))
                        .all()))
                .collectList();
    }

    /** @param account empty where the book is told in one piece */
    private record Part(String counterparty, Book book, String account) {}

    private static Stream<Part> parts(Awaited it) {
        return it.accounts().isEmpty()
                ? Stream.of(new Part(it.counterparty(), it.book(), ""))
                : it.accounts().stream().map(account -> new Part(it.counterparty(), it.book(), account));
    }

    private DatabaseClient.GenericExecuteSpec awaited(String sql, List<Part> parts) {
        return database.sql(sql)
                .bind("counterparties", column(parts, Part::counterparty, String[]::new))
                .bind("books", column(parts, it -> it.book().code(), String[]::new));
    }

    @Override
    public Mono<Boolean> isOurDayRead(String counterparty, LocalDate day, Instant over) {
        return database.sql(OUR_DAY)
                .bind("counterparty", counterparty)
                .bind("day", day)
                .bind("over", over)
                .map(row -> required(row, "read", Boolean.class))
                .one();
    }

    @Override
    public Mono<Void> ourDayRead(String counterparty, LocalDate day, Instant at) {
        return database.sql(OUR_DAY_READ)
                .bind("counterparty", counterparty)
                .bind("day", day)
                .bind("at", at)
                .then();
    }
}
