package gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.UUID;
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
            var watch = new WatchBalance(sql, Clock.systemUTC(), meters);
            account(sql, 700, 0);
            account(sql, 0, 700);

            watch.look().block();
            assertThat(imbalance(meters)).isZero();

            account(sql, 0, 5);
            watch.look().block();
            assertThat(imbalance(meters)).isEqualTo(5);
        }
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
