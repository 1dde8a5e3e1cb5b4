package sandbox.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import sandbox.embedded.Database;

/**
 * Fills the tables as years of payments would: many copies of a payment that was really made, with its events, its
 * transfers and its key, of a million customers over thirty days. The balances are left alone, so the books do not
 * agree afterwards.
 */
final class StoredPayments {

    private static final int WRITERS = 2;
    private static final int STEP = 50_000;

    // The shard is an id's last byte; the first 48 bits are its time.
    private static final String COPIES = """
            create unlogged table bench_copy as
            select p.*
              from payments.payment p
              join platform.outbox o on o.subject = p.id
             where p.status = 'completed' and p.next_check_at is null
             limit 1
            """;

    private static final String MADE = """
            create function bench_made(first integer, last integer)
                returns table (i integer, shard smallint, id uuid, customer uuid)
                language sql as $$
            select i, (i % 16)::smallint,
                   (lpad(to_hex(((extract(epoch from now()) - 2592000.0 * (TOTAL - i) / TOTAL) * 1000)::bigint),
                          12, '0')
                     || '7' || substr(md5(i::text), 1, 3) || '8' || substr(md5(i::text), 4, 13)
                     || lpad(to_hex(i % 16), 2, '0'))::uuid,
                   (substr(md5('customer ' || (i * 7919::bigint) % 1000000), 1, 30)
                     || lpad(to_hex(i % 16), 2, '0'))::uuid
              from generate_series(first, last) i
            $$
            """;

    private static final List<String> ROWS = List.of("""
            insert into payments.payment
            select m.shard, m.id, s.version, m.customer, 'stored ' || m.i, s.amount_minor, s.asset, 0, s.parties,
                   s.status, s.progress, s.opened_at, s.final_by, null
              from bench_made(?, ?) m, bench_copy s
            """, """
            insert into platform.idempotency
            select m.shard, m.customer, 'stored ' || m.i, i.fingerprint, m.id, i.created_at
              from bench_copy s
              join platform.idempotency i
                on i.shard = s.shard and i.scope = s.customer and i.key = s.idempotency_key
             cross join bench_made(?, ?) m
            """, """
            insert into platform.outbox (shard, id, subject, version, type, payload, created_at, customer, answers,
                                         answer_status)
            select m.shard, m.id, m.id, o.version, o.type, o.payload, o.created_at, m.customer,
                   case when o.answers is not null then 'stored ' || m.i end, o.answer_status
              from bench_copy s
              join platform.outbox o on o.shard = s.shard and o.subject = s.id
             cross join bench_made(?, ?) m
            """, """
            insert into ledger.transfer
            select m.shard, m.id, t.kind, t.debit, t.credit, t.debit_kind, t.credit_kind, t.amount_minor, t.asset,
                   t.purpose, m.id, t.pending, t.created_at
              from bench_copy s
              join lateral (
                   select *
                     from ledger.transfer t
                    where t.shard = s.shard and t.reference = s.id
                    limit 1) t on true
             cross join bench_made(?, ?) m
            """);

    private final Database database;

    private StoredPayments(Database database) {
        this.database = database;
    }

    /** Returns when so many copies stand in the tables, and their statistics are up to date. */
    static void fill(Database database, int payments) {
        var made = new StoredPayments(database);
        try (var writers = Executors.newFixedThreadPool(WRITERS);
                var connection = database.jdbc()) {
            execute(connection, COPIES);
            execute(connection, MADE.replace("TOTAL", String.valueOf(payments)));
            var steps = IntStream.rangeClosed(0, (payments - 1) / STEP)
                    .mapToObj(step -> writers.submit(() -> made.step(step, payments)))
                    .toList();
            for (var step : steps) {
                step.get();
            }
            execute(connection, "vacuum analyze");
            execute(connection, "checkpoint");
        } catch (SQLException | ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Void step(int step, int payments) throws SQLException {
        int first = step * STEP + 1;
        try (var connection = database.jdbc()) {
            for (var rows : ROWS) {
                try (var statement = connection.prepareStatement(rows)) {
                    statement.setInt(1, first);
                    statement.setInt(2, Math.min(payments, first + STEP - 1));
                    statement.setQueryTimeout((int) Duration.ofMinutes(10).toSeconds());
                    statement.executeUpdate();
                }
            }
        }
        return null;
    }

    private static void execute(Connection connection, String text) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(text);
        }
    }
}
