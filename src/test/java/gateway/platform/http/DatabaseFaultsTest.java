package gateway.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.r2dbc.spi.R2dbcTimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.ServerWebExchange;

@ExtendWith(OutputCaptureExtension.class)
class DatabaseFaultsTest {

    private static final String LINE = "The database did not serve a request";
    /** What is logged after everything else has been written when it is; lines come a little late. */
    private static final String LAST = "99999";

    private final AtomicLong clock = new AtomicLong();
    private final DatabaseFaults faults = new DatabaseFaults(clock::get);
    private final ServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/v1/cards"));

    @Test
    void saysWhichFaultAndNotWhatTheDatabaseSaid(CapturedOutput output) {
        faults.note(exchange, timeout());

        await().untilAsserted(() -> assertThat(output).contains(LINE, "R2dbcTimeoutException", "57014"));
        assertThat(output).doesNotContain("8600490000000018");
    }

    @Test
    void saysItOnceASecond(CapturedOutput output) {
        for (int tenths = 0; tenths < 30; tenths++) {
            faults.note(exchange, timeout());
            clock.addAndGet(100_000_000);
        }

        faults.note(exchange, new R2dbcTimeoutException("late", LAST));
        await().untilAsserted(() -> assertThat(output).contains(LAST));
        assertThat(output.getAll().split(LINE, -1)).hasSize(1 + 4);
    }

    @Test
    void saysNothingWhereTheDatabaseHadNoPart(CapturedOutput output) {
        faults.note(exchange, new IllegalStateException("another store"));
        faults.note(exchange, new R2dbcTimeoutException("late", LAST));

        await().untilAsserted(() -> assertThat(output).contains(LAST));
        assertThat(output.getAll().split(LINE, -1)).hasSize(1 + 1);
    }

    private static Throwable timeout() {
        return new QueryTimeoutException("late", new R2dbcTimeoutException("card 8600490000000018", "57014"));
    }
}
