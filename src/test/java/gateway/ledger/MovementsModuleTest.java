package gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import reactor.core.publisher.Flux;
import sandbox.embedded.Database;
import sandbox.embedded.LiveBooks;
import sandbox.embedded.Stores;

/** A day of an account, read in pages: quiet hours, bursts, and more at one moment than a page holds. */
@TestInstance(Lifecycle.PER_CLASS)
class MovementsModuleTest {

    private static final Instant DAY = Instant.parse("2026-03-14T00:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Database database = Stores.database();
    private LiveBooks books;

    @BeforeAll
    void start() throws SQLException {
        books = LiveBooks.start(database);
        sql("""
            insert into ledger.account (shard, id, owner, asset, kind, label, opened_at)
            select 7, id, id, 'UZS', 3, label, timestamptz '2026-01-01'
              from (values ('00000000-0000-0000-0000-000000000107'::uuid, 'clearing:humo'),
                           ('00000000-0000-0000-0000-000000000207'::uuid, 'transit'),
                           ('00000000-0000-0000-0000-000000000307'::uuid, 'clearing:visa')) a (id, label)
            """);
    }

    @AfterAll
    void stop() {
        books.close();
    }

    @Test
    void everyMovementIsReadOnceInOrderHoweverBusyTheDayWas() throws SQLException {
        // One each minute; 5,000 at one moment; 9,000 within nine seconds; the day's last microsecond, and its end.
        move("107", "n * interval '1 minute'", 1_440);
        move("107", "interval '3 hours 20 seconds'", 5_000);
        move("107", "interval '9 hours' + n * interval '1 millisecond'", 9_000);
        move("307", "interval '9 hours' + n * interval '1 millisecond'", 9_000);
        move("107", "interval '1 day' - interval '1 microsecond'", 1);
        move("107", "interval '1 day'", 1);

        var read = on("clearing:humo");

        assertThat(read).hasSize(1_440 + 5_000 + 9_000 + 1);
        assertThat(read.stream().map(Movement::id)).doesNotHaveDuplicates();
        assertThat(read.stream().map(Movement::at)).isSorted();
        assertThat(read).allMatch(it -> it.debit().equals("clearing:humo"));

        // Few of many, and many at once.
        move("107", "n * interval '30 minutes'", 48, 13);
        move("107", "interval '3 hours 20 seconds'", 4_500, 14);
        move("107", "interval '1 day'", 1, 13);

        var exchanged = read(books.bean(Movements.class)
                .between(Set.of(Purpose.EXCHANGE, Purpose.EXCHANGE_RETURN), DAY, DAY.plus(Duration.ofDays(1))));

        assertThat(exchanged).hasSize(48 + 4_500);
        assertThat(exchanged.stream().map(Movement::id)).doesNotHaveDuplicates();
        assertThat(exchanged.stream().map(Movement::at)).isSorted();
        assertThat(exchanged.stream().map(Movement::purpose)).containsOnly(Purpose.EXCHANGE, Purpose.EXCHANGE_RETURN);
    }

    private List<Movement> on(String account) {
        return read(books.bean(Movements.class).on(account, DAY, DAY.plus(Duration.ofDays(1))));
    }

    private static List<Movement> read(Flux<Movement> all) {
        return Objects.requireNonNull(all.collectList().block(PATIENCE));
    }

    private void move(String from, String when, int count) throws SQLException {
        move(from, when, count, 1);
    }

    private void move(String from, String when, int count, int purpose) throws SQLException {
        sql("""
            insert into ledger.transfer (shard, id, kind, debit, credit, debit_kind, credit_kind, amount_minor, asset,
                                         purpose, reference, created_at)
            select 7, gen_random_uuid(), 1, '00000000-0000-0000-0000-000000000%s'::uuid,
                   '00000000-0000-0000-0000-000000000207'::uuid, 3, 3, 100, 'UZS', %d, gen_random_uuid(),
                   timestamptz '2026-03-14 00:00:00Z' + %s
              from generate_series(0, %d) n
            """.formatted(from, purpose, when, count - 1));
    }

    private void sql(String text) throws SQLException {
        try (var connection = database.jdbc();
                var statement = connection.createStatement()) {
            statement.execute(text);
        }
    }
}
