package gateway.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.platform.journal.JournalProblem;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
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

    /** Whoever wants our log full of stack traces only has to send wrong frames. */
    @Test
    void aWrongFrameIsNoFaultOfOurs() {
        var wrong = Http2Exception.streamError(1, Http2Error.PROTOCOL_ERROR, "wrong");

        assertThat(FrameworkFaults.problemOf(wrong).type()).isEqualTo(RequestProblem.MALFORMED_REQUEST);
    }

    @Test
    void aSilentDatabaseIsWorthAnotherTry() {
        assertThat(FrameworkFaults.problemOf(new R2dbcTimeoutException("silence"))
                        .type())
                .isEqualTo(JournalProblem.UNAVAILABLE);
    }
}
