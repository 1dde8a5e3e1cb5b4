package gateway.reconciliation.postgres;

import static gateway.platform.postgres.Columns.required;

import gateway.reconciliation.Runs;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Runs in PostgreSQL. A node that dies loses nothing: what it had taken is free again after a while. */
@Component
class PostgresRuns implements Runs {

    private static final String ASK = """
            insert into reconciliation.run (counterparty, asked) values (:counterparty, 1)
                on conflict (counterparty) do update set asked = run.asked + 1
            """;

    private static final String TAKE = """
            update reconciliation.run
               set taken_until = :until
             where counterparty = (select counterparty from reconciliation.run
                                    where asked > done and taken_until < :now
                                    order by counterparty
                                    limit 1
                                      for update skip locked)
            returning counterparty, asked
            """;

    private static final String DONE = """
            update reconciliation.run
               set done = greatest(done, :asked), taken_until = '-infinity', until = :day, items = :items,
                   agreed = :agreed, breaks = :breaks, ended_at = :now
             where counterparty = :counterparty
            """;

    private static final String LAST = """
            select counterparty, asked > done as waiting, until, items, agreed, breaks, ended_at
              from reconciliation.run
             order by counterparty
            """;

    private final DatabaseClient database;

    PostgresRuns(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Void> ask(String counterparty) {
        return database.sql(ASK).bind("counterparty", counterparty).then();
    }

    @Override
    public Mono<Taken> take(Instant now, Instant until) {
        return database.sql(TAKE)
                .bind("now", now)
                .bind("until", until)
                .map(row -> new Taken(required(row, "counterparty", String.class), required(row, "asked", Long.class)))
                .one();
    }

    @Override
    public Mono<Void> done(Taken taken, Summary it, Instant now) {
        var done = database.sql(DONE)
                .bind("counterparty", taken.counterparty())
                .bind("asked", taken.asked())
                .bind("items", it.items())
                .bind("agreed", it.agreed())
                .bind("breaks", it.breaks())
                .bind("now", now);
        var day = it.until();
        return (day == null ? done.bindNull("day", LocalDate.class) : done.bind("day", day)).then();
    }

    @Override
    public Flux<Last> last() {
        return database.sql(LAST)
                .map(row -> new Last(
                        required(row, "counterparty", String.class),
                        required(row, "waiting", Boolean.class),
                        new Summary(
                                row.get("until", LocalDate.class),
                                count(row, "items"),
                                count(row, "agreed"),
                                count(row, "breaks")),
                        row.get("ended_at", Instant.class)))
                .all();
    }

    private static long count(Readable row, String column) {
        return Objects.requireNonNullElse(row.get(column, Long.class), 0L);
    }
}
