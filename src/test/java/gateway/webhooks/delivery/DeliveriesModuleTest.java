package gateway.webhooks.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.platform.crypto.MasterKey;
import gateway.shared.ids.TimeOrderedIds;
import gateway.webhooks.WebhookDatabase;
import gateway.webhooks.events.AppendEvent;
import gateway.webhooks.signing.WebhookKeys;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sandbox.embedded.Database;
import sandbox.embedded.Stores;

/** What is taken of what is due, by the database. */
class DeliveriesModuleTest {

    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
    private static final UUID PARTNER = UUID.fromString("01900000-0000-7000-8000-00000000d100");
    private static final UUID ENDPOINT = UUID.fromString("01900000-0000-7000-8000-00000000d200");

    private final Database database = Stores.database();
    private final WebhookDatabase own = new WebhookDatabase(ConnectionFactoryOptions.parse(database.r2dbcUrl())
            .mutate()
            .option(ConnectionFactoryOptions.USER, database.user())
            .option(ConnectionFactoryOptions.PASSWORD, database.password())
            .build());
    private final Deliveries deliveries = deliveries();

    private Deliveries deliveries() {
        var random = new SplittableRandom(5);
        var master = new MasterKey(Base64.getEncoder().encodeToString(new byte[32]));
        var events = new AppendEvent(own, new TimeOrderedIds(Clock.systemUTC(), random));
        return new Deliveries(own, new WebhookKeys(master, random), events);
    }

    @AfterEach
    void close() {
        own.destroy();
    }

    private void run(String sql) throws SQLException {
        try (var connection = database.jdbc();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A replay came when they were being forgotten; they are older than what is new, and fill all the room. */
    @Test
    void whatHasLostItsEventKeepsNobodyWaiting() throws SQLException {
        run("""
                insert into webhooks.endpoint
                       (shard, id, partner, url, types, state, created_at, created_by, changed_at, changed_by)
                values (0, '%s', '%s', 'https://shop.example/hooks', '{*}', 'enabled', now(), 'a', now(), 'a')
                """.formatted(ENDPOINT, PARTNER));
        run("""
                insert into webhooks.delivery (shard, endpoint, number, partner, state, since, next_try_at)
                select 0, '%s', n, '%s', 'waiting', '%3$s', cast('%3$s' as timestamptz) + n * interval '1 second'
                  from generate_series(1, 5) n
                """.formatted(ENDPOINT, PARTNER, NOW.minusSeconds(60)));
        run("""
                insert into webhooks.event (shard, partner, number, id, type, subject, version, body, collected_at)
                values (0, '%s', 5, gen_random_uuid(), 'payment.completed', gen_random_uuid(), 1, '{}', now())
                """.formatted(PARTNER));

        var taken = deliveries
                .take(List.of(), 4, 100, NOW, NOW.plusSeconds(30))
                .filter(due -> due.endpoint().value().equals(ENDPOINT))
                .map(Due::number)
                .collectList()
                .block();

        assertThat(taken).containsExactly(5L);
    }
}
