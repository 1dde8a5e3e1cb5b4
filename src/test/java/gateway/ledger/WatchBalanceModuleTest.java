package gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import sandbox.embedded.LiveBooks;
import sandbox.embedded.Stores;

class WatchBalanceModuleTest {

    @Test
    void showsWhatIsMissingOnOneSide() {
        try (var live = LiveBooks.start(Stores.database())) {
            var sql = live.bean(DatabaseClient.class);
            var meters = new SimpleMeterRegistry();
            var watch = new WatchBalance(sql, Clock.systemUTC(), meters, live.bean(LedgerSettings.class));
            account(sql, 700, 0);
            account(sql, 0, 700);

            watch.look().block();
            assertThat(imbalance(meters)).isZero();

            account(sql, 0, 5);
            watch.look().block();
            assertThat(imbalance(meters)).isEqualTo(5);
        }
    }

    @Test
    void readsNothingWhileAnotherNodeLooks() throws SQLException {
        var database = Stores.database();
        try (var live = LiveBooks.start(database);
                var other = database.jdbc()) {
            var sql = live.bean(DatabaseClient.class);
            var meters = new SimpleMeterRegistry();
            var time = new AtomicReference<>(Instant.parse("2026-11-25T10:00:00Z"));
            InstantSource now = time::get;
            var watch = new WatchBalance(sql, now.withZone(ZoneOffset.UTC), meters, live.bean(LedgerSettings.class));
            account(sql, 0, 5);
            time.updateAndGet(before -> before.plusSeconds(60));
            turn(other, "pg_advisory_lock");

            watch.look().block();
            assertThat(imbalance(meters)).isZero();
            assertThat(age(meters)).isEqualTo(60);

            turn(other, "pg_advisory_unlock");
            watch.look().block();
            assertThat(imbalance(meters)).isEqualTo(5);
            assertThat(age(meters)).isZero();
        }
    }

    private static void turn(Connection connection, String how) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("select %s(%d)".formatted(how, WatchBalance.TURN));
        }
    }

    private static double age(SimpleMeterRegistry meters) {
        return meters.get("oqim_ledger_look_age_seconds").gauge().value();
    }

    private static double imbalance(SimpleMeterRegistry meters) {
        return meters.get("oqim_ledger_imbalance_minor")
                .tag("asset", "UZS")
                .gauge()
                .value();
    }

    private static void account(DatabaseClient sql, long debits, long credits) {
        var id = UUID.randomUUID();
        sql.sql("""
                insert into ledger.account (shard, id, owner, asset, kind, opened_at, debits_posted, credits_posted)
                values (0, '%s', '%s', 'UZS', 3, now(), %d, %d)
                """.formatted(id, id, debits, credits)).then().block();
    }
}
