package gateway.processors.visa;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import sandbox.embedded.Database;
import sandbox.embedded.Stores;

/** Numbers from one database, taken by several nodes. */
class TraceNumbersModuleTest {

    private static final VisaSettings SETTINGS = VisaRig.settings(1, Duration.ofSeconds(5), 1);

    private static Database database;

    @BeforeAll
    static void migrate() {
        database = Stores.database();
    }

    @Test
    void twoNodesNeverShareANumber() {
        var nodes = List.of(node(), node());

        var traces = Flux.range(0, 600)
                .flatMap(i -> nodes.get(i % 2).next(), 32)
                .map(VisaIdentity::trace)
                .collectList()
                .block(Duration.ofSeconds(30));

        assertThat(traces).hasSize(600).doesNotHaveDuplicates();
    }

    @Test
    void aRestartedNodeGoesOnBehindWhatItTook() {
        var before = node().next().map(VisaIdentity::trace).block(Duration.ofSeconds(10));

        var after = node().next().map(VisaIdentity::trace).block(Duration.ofSeconds(10));

        assertThat(Integer.parseInt(after)).isGreaterThanOrEqualTo(Integer.parseInt(before) + 50);
    }

    @Test
    void countsEachTerminalApartAndOnlyUpwards() {
        var counter = new PostgresTraceCounter(DatabaseClient.create(database.connections()));

        var taken = Flux.concat(counter.take("TERMINAL", 10), counter.take("OTHER", 5), counter.take("TERMINAL", 10))
                .collectList()
                .block(Duration.ofSeconds(10));

        assertThat(taken).containsExactly(10L, 5L, 20L);
    }

    @Test
    void wrapsWithoutARepeatInOneTurn() {
        var counter = new PostgresTraceCounter(DatabaseClient.create(database.connections()));
        TraceCounter nearTheEnd = (terminal, count) -> counter.take("WRAPPING", count);
        Mono.from(counter.take("WRAPPING", TraceNumbers.CIRCLE - 75)).block(Duration.ofSeconds(10));
        var nodes = List.of(
                new TraceNumbers(nearTheEnd, Clock.systemUTC(), SETTINGS),
                new TraceNumbers(nearTheEnd, Clock.systemUTC(), SETTINGS));

        var traces = Flux.range(0, 200)
                .concatMap(i -> nodes.get(i % 2).next())
                .map(VisaIdentity::trace)
                .collectList()
                .block(Duration.ofSeconds(30));

        assertThat(traces)
                .hasSize(200)
                .doesNotHaveDuplicates()
                .contains("999999", "000001")
                .doesNotContain("000000");
    }

    private static TraceNumbers node() {
        var counter = new PostgresTraceCounter(DatabaseClient.create(database.connections()));
        return new TraceNumbers(counter, Clock.systemUTC(), SETTINGS);
    }
}
