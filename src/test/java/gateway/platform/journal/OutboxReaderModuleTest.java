package gateway.platform.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gateway.platform.journal.OutboxReader.Bookmark;
import gateway.platform.postgres.SideDatabase;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.connection.SingleConnectionFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import sandbox.embedded.Database;
import sandbox.embedded.Stores;

/** The outbox is read past everybody who does not write it, and past nobody who does. */
class OutboxReaderModuleTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int WRITERS = 4;
    private static final int EACH = 40;

    private final Database database = Stores.database();
    private final SideDatabase own = new SideDatabase(
            "reader",
            ConnectionFactoryOptions.parse(database.r2dbcUrl())
                    .mutate()
                    .option(ConnectionFactoryOptions.USER, database.user())
                    .option(ConnectionFactoryOptions.PASSWORD, database.password())
                    .build()) {};
    private final OutboxReader reader = new OutboxReader(
            own,
            new Bookmark(
                    "select read_until from mark for update skip locked",
                    "update mark set read_until = cast(:until as timestamptz)"),
            Duration.ofSeconds(10),
            OutboxReaderModuleTest::collect);

    @BeforeEach
    void create() throws SQLException {
        try (var connection = database.jdbc()) {
            run(connection, """
                    drop table if exists mark, told, counter;
                    set session_replication_role = replica;
                    truncate platform.outbox;
                    reset session_replication_role;
                    create table mark (read_until timestamptz not null);
                    insert into mark values (clock_timestamp());
                    create table told (place bigint generated always as identity, type text not null, version integer);
                    create table counter (n integer not null);
                    insert into counter values (0)
                    """);
        }
    }

    @AfterEach
    void close() {
        own.destroy();
    }

    private static Mono<Long> collect(DatabaseClient client, Instant from, Instant until) {
        return client.sql("""
                        insert into told (type, version)
                        select type, version
                          from platform.outbox
                         where created_at >= :from and created_at < :until
                         order by created_at, version
                        """).bind("from", from).bind("until", until).fetch().rowsUpdated();
    }

    @Test
    void whoeverDoesNotWriteItDoesNotHoldItUp() throws SQLException {
        try (var analyst = database.jdbc();
                var clerk = database.jdbc();
                var gateway = database.jdbc()) {
            analyst.setAutoCommit(false);
            analyst.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            run(analyst, "select count(*) from platform.outbox");
            clerk.setAutoCommit(false);
            run(clerk, "insert into told (type) values ('never')");
            run(clerk, "select * from platform.outbox for update");
            announce(gateway, "payment");

            awaitTold("payment");
            clerk.rollback();
        }
    }

    @Test
    void whatIsCommittedLateIsReadWhenItIs() throws SQLException {
        try (var slow = database.jdbc();
                var quick = database.jdbc()) {
            slow.setAutoCommit(false);
            announce(slow, "slow");
            announce(quick, "quick");
            await().atMost(PATIENCE).until(() -> {
                reader.run().block(PATIENCE);
                return isOlderThanTheClockMayGoBack(quick);
            });

            slow.commit();

            awaitTold("slow", "quick");
        }
    }

    @Test
    void whoBeganLongAgoAndWritesLateIsRead() throws SQLException {
        try (var slow = database.jdbc();
                var quick = database.jdbc()) {
            slow.setAutoCommit(false);
            run(slow, "select 1");
            announce(quick, "quick");
            awaitTold("quick");

            announce(slow, "slow");
            slow.commit();

            awaitTold("quick", "slow");
        }
    }

    @Test
    void ofManyWhoWaitForEachOtherNoneIsLostOrOvertaken() throws SQLException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writers = IntStream.range(0, WRITERS)
                    .mapToObj(_ -> CompletableFuture.runAsync(this::takeTurns, threads))
                    .toList();
            var all = CompletableFuture.allOf(writers.toArray(CompletableFuture[]::new));
            await().atMost(PATIENCE).until(() -> {
                reader.run().block(PATIENCE);
                return all.isDone() && told("version").size() >= WRITERS * EACH;
            });
            all.join();
        }

        assertThat(told("version"))
                .isEqualTo(IntStream.rangeClosed(1, WRITERS * EACH)
                        .mapToObj(Integer::toString)
                        .toList());
    }

    // The transaction's beginning says nothing of who is first: the counter's row does.
    private void takeTurns() {
        try (var connection = database.jdbc()) {
            connection.setAutoCommit(false);
            for (int turn = 0; turn < EACH; turn++) {
                run(connection, "select pg_sleep(random() * 0.02)");
                run(connection, """
                        with next as (update counter set n = n + 1 returning n)
                        insert into platform.outbox (shard, id, subject, version, type, payload)
                        select 0, gen_random_uuid(), cast('01900000-0000-7000-8000-000000000001' as uuid), n, 'turn',
                               '{}'
                          from next
                        """);
                run(connection, "select pg_sleep(random() * 0.01)");
                connection.commit();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    // All in one transaction that is rolled back, the role too.
    @Test
    void aRoleThatMayNotSeeOthersTransactionsMissesNothing() throws SQLException {
        var connections = database.connections();
        var blind = Mono.from(connections.create()).blockOptional(PATIENCE).orElseThrow();
        try (var slow = database.jdbc()) {
            slow.setAutoCommit(false);
            announce(slow, "slow");
            var client = DatabaseClient.create(new SingleConnectionFactory(blind, connections.getMetadata(), true));
            Mono.from(blind.beginTransaction()).block(PATIENCE);
            for (var statement : List.of(
                    "create role oqim_blind",
                    "grant usage on schema platform to oqim_blind",
                    "set local role oqim_blind")) {
                client.sql(statement).then().block(PATIENCE);
            }
            var horizon = new WriteHorizon("platform.outbox");

            assertThat(client.sql("select count(xact_start) from pg_stat_activity where pid <> pg_backend_pid()")
                            .mapValue(Long.class)
                            .one()
                            .block(PATIENCE))
                    .as("transactions of others that it sees")
                    .isZero();
            horizon.moment(client).block(PATIENCE);
            assertThat(horizon.moment(client).block(PATIENCE)).isBefore(Instant.EPOCH);
            slow.commit();
            assertThat(horizon.moment(client).block(PATIENCE)).isAfter(Instant.EPOCH);
        } finally {
            Mono.from(blind.close()).block(PATIENCE);
        }
    }

    private void awaitTold(String... types) {
        await().atMost(PATIENCE).until(() -> {
            reader.run().block(PATIENCE);
            return told("type").size() >= types.length;
        });
        assertThat(told("type")).containsExactly(types);
    }

    private static boolean isOlderThanTheClockMayGoBack(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select max(created_at) < clock_timestamp() - interval '2 seconds' from platform.outbox")) {
            return rows.next() && rows.getBoolean(1);
        }
    }

    private static void announce(Connection connection, String type) throws SQLException {
        run(connection, """
                insert into platform.outbox (shard, id, subject, version, type, payload)
                values (0, gen_random_uuid(), gen_random_uuid(), 1, '%s', '{}')
                """.formatted(type));
    }

    private List<String> told(String column) {
        return own.client()
                .sql("select cast(%s as text) from told order by place".formatted(column))
                .mapValue(String.class)
                .all()
                .collectList()
                .blockOptional(PATIENCE)
                .orElseThrow();
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
