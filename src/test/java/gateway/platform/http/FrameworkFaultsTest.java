package gateway.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.platform.journal.JournalProblem;
import io.r2dbc.spi.R2dbcTimeoutException;
import org.junit.jupiter.api.Test;
import reactor.netty.channel.AbortedException;

/** What chaos has met, and what a client is told of it. */
class FrameworkFaultsTest {

    @Test
    void aClientThatHangsUpWhileItSendsIsNoFaultOfOurs() {
        assertThat(FrameworkFaults.problemOf(new AbortedException("Connection has been closed"))
                        .type())
                .isEqualTo(RequestProblem.REQUEST_TIMEOUT);
    }

    @Test
    void aSilentDatabaseIsWorthAnotherTry() {
        assertThat(FrameworkFaults.problemOf(new R2dbcTimeoutException("silence"))
                        .type())
                .isEqualTo(JournalProblem.UNAVAILABLE);
    }
}
