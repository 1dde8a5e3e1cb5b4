package gateway.corebanking;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.payments.RailNames;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import sandbox.embedded.Database;
import sandbox.embedded.KeptConnection;
import sandbox.embedded.LiveBooks;
import sandbox.embedded.Stores;

/** Two nodes' documents and statements over one database, and a ledger that the test writes itself. */
final class CoreBankingRig implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Database database = Stores.database();
    private final KeptConnection asked = new KeptConnection(database);
    final LiveBooks here = LiveBooks.start(database, Parts.class);
    final LiveBooks there = LiveBooks.start(database, Parts.class);

    /** The module's tables, with payments that no rail knows. */
    @Configuration(proxyBeanMethods = false)
    @ComponentScan("gateway.corebanking.postgres")
    static class Parts {

        @Bean
        TransactionalOperator transaction(io.r2dbc.spi.ConnectionFactory connections) {
            return TransactionalOperator.create(new R2dbcTransactionManager(connections));
        }

        @Bean
        RailNames railNames() {
            return new RailNames() {

                @Override
                public Flux<RailName> of(List<UUID> subjects) {
                    return Flux.empty();
                }

                @Override
                public Flux<RefundOf> refunds(List<UUID> subjects) {
                    return Flux.empty();
                }

                @Override
                public Flux<RefundOf> refundsOf(List<UUID> payments) {
                    return Flux.empty();
                }
            };
        }
    }

    /** The bank's accounts: of humo and of money between two legs. */
    void openAccounts() throws SQLException {
        sql("""
            insert into ledger.account (shard, id, owner, asset, kind, label, opened_at)
            select 7, id, id, 'UZS', 3, label, now()
              from (values ('00000000-0000-0000-0000-000000000107'::uuid, 'clearing:humo'),
                           ('00000000-0000-0000-0000-000000000207'::uuid, 'transit')) a (id, label)
            """);
    }

    /** A statement that writes transfers from humo to between the legs. */
    static String transfers(int count, String purpose, String when) {
        return """
            insert into ledger.transfer (shard, id, kind, debit, credit, debit_kind, credit_kind, amount_minor, asset,
                                         purpose, reference, created_at)
            select 7, (left(id::text, 34) || '07')::uuid, 1, '00000000-0000-0000-0000-000000000107'::uuid,
                   '00000000-0000-0000-0000-000000000207'::uuid, 3, 3, 100 + n, 'UZS', %s,
                   (left(id::text, 34) || '07')::uuid, %s
              from (select n, gen_random_uuid() as id from generate_series(1, %d) n) fresh
            """.formatted(purpose, when, count);
    }

    /** From when on the ledger is read, and counted again. */
    void readFrom(String read, String counted) throws SQLException {
        sql("update corebanking.reader set transfers_until = %s, counted_until = %s".formatted(read, counted));
    }

    void sql(String text) throws SQLException {
        try (var connection = database.jdbc();
                var statement = connection.createStatement()) {
            statement.execute(text);
        }
    }

    java.sql.Connection connection() throws SQLException {
        return database.jdbc();
    }

    long number(String sql) {
        return asked.number(sql);
    }

    /** Both nodes, at the same time. */
    void collect() {
        Flux.just(here, there)
                .flatMap(node -> node.bean(Documents.class)
                        .collect(node.bean(java.time.Clock.class).instant()))
                .blockLast(PATIENCE);
    }

    /** Collects until that many documents are there: what others do in the database may hold the reader up. */
    void collectUntil(long documents) throws SQLException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (count() != documents && System.nanoTime() < end) {
            collect();
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        assertThat(count()).isEqualTo(documents);
    }

    long count() throws SQLException {
        return number("select count(*) from corebanking.document");
    }

    void clear() throws SQLException {
        sql("truncate ledger.transfer, corebanking.document, corebanking.leg, corebanking.entry,"
                + " corebanking.statement");
    }

    @Override
    public void close() {
        there.close();
        here.close();
        asked.close();
    }
}
