package gateway.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

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

    private final AtomicLong clock = new AtomicLong();
    private final DatabaseFaults faults = new DatabaseFaults(clock::get);
    private final ServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/v1/cards"));

    @Test
    void saysWhichFaultAndNotWhatTheDatabaseSaid(CapturedOutput output) {
        faults.note(exchange, timeout());

        assertThat(output).contains(LINE, "R2dbcTimeoutException", "57014").doesNotContain("8600490000000018");
    }

    @Test
    void saysItOnceASecond(CapturedOutput output) {
        for (int tenths = 0; tenths < 25; tenths++) {
            faults.note(exchange, timeout());
            clock.addAndGet(100_000_000);
        }

        assertThat(output.getAll().split(LINE, -1)).hasSize(1 + 3);
    }

    @Test
    void saysNothingWhereTheDatabaseHadNoPart(CapturedOutput output) {
        faults.note(exchange, new IllegalStateException("another store"));

        assertThat(output).doesNotContain(LINE);
    }

    private static Throwable timeout() {
        return new QueryTimeoutException("late", new R2dbcTimeoutException("card 8600490000000018", "57014"));
    }
}
