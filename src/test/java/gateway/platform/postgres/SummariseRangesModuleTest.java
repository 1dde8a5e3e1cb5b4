package gateway.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Result;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import sandbox.embedded.LiveBooks;
import sandbox.embedded.Stores;

/** What the server still has to sum up after a step of ours: nothing but the range that is written now. */
class SummariseRangesModuleTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String REST = "select brin_summarize_new_values('platform.outbox_age')";

    private static final String LOCK = "lock table platform.outbox in share update exclusive mode";

    private static LiveBooks live;
    private static DatabaseClient sql;

    @BeforeAll
    static void start() {
        live = LiveBooks.start(Stores.database());
        sql = live.bean(DatabaseClient.class);
    }

    @AfterAll
    static void stop() {
        live.close();
    }

    // Seven rows or so fill a page, and 16 pages a range.
    private static void write(int rows) {
        sql.sql("""
                        insert into platform.outbox (shard, id, subject, version, type, payload)
                        select 0, gen_random_uuid(), gen_random_uuid(), 1, 'test', repeat('x', 1000)
                          from generate_series(1, %d)
                        """.formatted(rows)).then().block(PATIENCE);
    }

    private static int rest() {
        return sql.sql(REST)
                .map(row -> row.get(0, Integer.class))
                .one()
                .blockOptional(PATIENCE)
                .orElseThrow();
    }

    @Test
    void everyCompleteRangeIsSummedUpAndWhatComesLaterToo() {
        var ranges = new SummariseRanges(sql);
        write(1_000);
        ranges.run().block(PATIENCE);
        assertThat(rest()).isZero();

        write(2_000);
        ranges.run().block(PATIENCE);
        assertThat(rest()).isBetween(1, 4);

        write(2_000);
        assertThat(rest()).isGreaterThan(10);
    }

    @Test
    void aTableThatIsCleanedIsLeftForTheNextStep() {
        var ranges = new SummariseRanges(sql);
        write(1_000);
        ranges.run().block(PATIENCE);
        write(2_000);

        Mono.usingWhen(
                        live.bean(ConnectionFactory.class).create(),
                        cleaner -> Mono.from(cleaner.beginTransaction())
                                .thenMany(cleaner.createStatement(LOCK).execute())
                                .concatMap(Result::getRowsUpdated)
                                .then(Mono.defer(ranges::run)),
                        Connection::close)
                .block(PATIENCE);
        ranges.run().block(PATIENCE);

        assertThat(rest()).isBetween(1, 4);
    }

    @Test
    void aTableThatWasEmptiedIsLookedAtFromItsBeginning() {
        var ranges = new SummariseRanges(sql);
        write(2_000);
        ranges.run().block(PATIENCE);
        for (var statement : List.of(
                "alter table platform.outbox disable trigger user",
                "truncate platform.outbox",
                "alter table platform.outbox enable trigger user")) {
            sql.sql(statement).then().block(PATIENCE);
        }
        write(1_000);

        ranges.run().block(PATIENCE);

        assertThat(rest()).isZero();
    }
}
