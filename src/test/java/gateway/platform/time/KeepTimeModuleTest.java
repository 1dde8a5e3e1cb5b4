package gateway.platform.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.r2dbc.spi.ConnectionFactory;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import sandbox.embedded.Database;
import sandbox.embedded.LiveBooks;
import sandbox.embedded.Stores;

/** Nodes whose machines disagree share the time of the real database. */
class KeepTimeModuleTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void aMachineThatIsAnHourAheadOrBehindGoesByTheDatabase() throws SQLException {
        var database = Stores.database();
        try (var live = LiveBooks.start(database)) {
            for (var wrongBy : new Duration[] {Duration.ofHours(1), Duration.ofHours(-1)}) {
                InstantSource machine = () -> Instant.now().plus(wrongBy);
                var clock = new SharedClock(machine, System::nanoTime);

                new KeepTime(provider(live.bean(ConnectionFactory.class)), clock, meters).start();

                assertThat(clock.instant()).isCloseTo(now(database), within(500, ChronoUnit.MILLIS));
            }
        }
    }

    /** Where no database is, as in tests of the edge alone, the machine's own time has to do. */
    @Test
    void withoutADatabaseTheClockGoesOnByItself() {
        var clock = new SharedClock(() -> Instant.EPOCH, () -> 5);

        new KeepTime(new StaticListableBeanFactory().getBeanProvider(ConnectionFactory.class), clock, meters).start();

        assertThat(clock.instant()).isEqualTo(Instant.EPOCH);
    }

    private static Instant now(Database database) throws SQLException {
        try (var connection = database.jdbc();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select clock_timestamp()")) {
            rows.next();
            return rows.getTimestamp(1).toInstant();
        }
    }

    private static ObjectProvider<ConnectionFactory> provider(ConnectionFactory factory) {
        return new StaticListableBeanFactory(Map.of("database", factory)).getBeanProvider(ConnectionFactory.class);
    }
}
