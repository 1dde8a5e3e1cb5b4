package gateway.platform.postgres;

import static gateway.platform.postgres.Columns.required;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import sandbox.embedded.LiveBooks;
import sandbox.embedded.Stores;

/** One row that nobody can read does not hold up those beside it. */
class DueRowsModuleTest {

    private static final String ROWS = """
            select id, state
              from (values (1, 'sent'), (2, 'nonsense'), (3, null), (4, 'settled')) t (id, state)
            """;

    private static LiveBooks live;

    @BeforeAll
    static void start() {
        live = LiveBooks.start(Stores.database());
    }

    @AfterAll
    static void stop() {
        live.close();
    }

    @Test
    void whatMakesNoSenseIsLeftOutAndTheRestKeepsItsOrder() {
        var rows = live.bean(DatabaseClient.class).sql(ROWS);

        var read = DueRows.taken(
                        rows,
                        row -> Known.valueOf(
                                required(row, "state", String.class).toUpperCase(Locale.ROOT)))
                .collectList()
                .block(Duration.ofSeconds(20));

        assertThat(read).containsExactly(Known.SENT, Known.SETTLED);
    }

    private enum Known {
        SENT,
        SETTLED
    }
}
