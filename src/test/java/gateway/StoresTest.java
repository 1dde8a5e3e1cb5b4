package gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import sandbox.embedded.Stores;

/** What every other test stands on. */
class StoresTest {

    @Test
    void aFreshDatabaseHasEveryChangelogApplied() throws SQLException {
        try (var connection = Stores.database().jdbc();
                var rows = connection.createStatement().executeQuery("select count(*) from databasechangelog")) {
            assertThat(rows.next()).isTrue();
        }
    }

    @Test
    void redisAnswers() {
        try (var client = RedisClient.create(Stores.redis().toString());
                var connection = client.connect()) {
            assertThat(connection.sync().ping()).isEqualTo("PONG");
        }
    }
}
