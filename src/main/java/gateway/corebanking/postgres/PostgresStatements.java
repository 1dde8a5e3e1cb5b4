package gateway.corebanking.postgres;

import static gateway.platform.journal.Columns.column;
import static gateway.platform.postgres.Columns.required;

import gateway.corebanking.Statements;
import gateway.corebanking.statement.Statement;
import gateway.corebanking.statement.Statement.Side;
import gateway.corebanking.statement.Statement.Source;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Statements in schema {@code corebanking}. */
@Component
class PostgresStatements implements Statements {

    private static final String ADD = """
            insert into corebanking.statement (id, source, account, day, entries, digest, imported_by, imported_at)
            values (:id, :source, :account, :day, :entries, :digest, :by, :now)
                on conflict (id) do nothing
            """;

    private static final String DIGEST = "select digest from corebanking.statement where id = :id";

    private static final String ADD_ENTRIES = """
            insert into corebanking.entry (statement, line, account, day, reference, kind, amount_minor, asset)
            select :statement, u.*
              from unnest(:lines::integer[], :accounts::text[], :days::date[], :references::text[], :kinds::text[],
                          :amounts::bigint[], :assets::text[])
                   u(line, account, day, reference, kind, amount_minor, asset)
            """;

    private final DatabaseClient database;
    private final TransactionalOperator transaction;

    PostgresStatements(DatabaseClient database, TransactionalOperator transaction) {
        this.database = database;
        this.transaction = transaction;
    }

    @Override
    public Mono<Imported> add(Statement it, byte[] digest, String by, Instant now) {
        return database.sql(ADD)
                .bind("id", it.id())
                .bind("source", source(it.source()))
                .bind("account", it.account())
                .bind("day", it.day())
                .bind("entries", it.entries().size())
                .bind("digest", digest)
                .bind("by", by)
                .bind("now", now)
                .fetch()
                .rowsUpdated()
                .flatMap(added -> added == 1 ? addEntries(it) : compare(it, digest))
                .as(transaction::transactional);
    }

    private Mono<Imported> compare(Statement it, byte[] digest) {
        return database.sql(DIGEST)
                .bind("id", it.id())
                .map(row -> Arrays.equals(required(row, "digest", byte[].class), digest)
                        ? Imported.KNOWN
                        : Imported.CHANGED)
                .one();
    }

    private Mono<Imported> addEntries(Statement it) {
        var all = it.entries();
        return all.isEmpty()
                ? Mono.just(Imported.ADDED)
                : database.sql(ADD_ENTRIES)
                        .bind("statement", it.id())
                        .bind("lines", column(all, Statement.Entry::line, Integer[]::new))
                        .bind("accounts", column(all, _ -> it.account(), String[]::new))
                        .bind("days", column(all, Statement.Entry::day, LocalDate[]::new))
                        .bind("references", column(all, Statement.Entry::reference, String[]::new))
                        .bind("kinds", column(all, entry -> side(entry.side()), String[]::new))
                        .bind("amounts", column(all, Statement.Entry::minor, Long[]::new))
                        .bind("assets", column(all, entry -> entry.asset().code(), String[]::new))
                        .then()
                        .thenReturn(Imported.ADDED);
    }

    static String source(Source source) {
        return source == Source.ABS ? "abs" : "rail";
    }

    private static String side(Side side) {
        return side == Side.DEBIT ? "debit" : "credit";
    }
}
