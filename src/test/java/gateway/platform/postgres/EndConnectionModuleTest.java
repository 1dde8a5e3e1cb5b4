package gateway.platform.postgres;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.platform.journal.Wire;
import io.r2dbc.spi.ValidationDepth;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import sandbox.embedded.Stores;

/** Who ends a connection because of what it tells him comes back, although it has more to tell. */
class EndConnectionModuleTest {

    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final Duration ARRIVES_WITHIN = Duration.ofMillis(300);

    @Test
    void whoIsToldThatTheServerGoesEndsTheConnection() throws IOException, InterruptedException {
        try (var wire = new Wire(Stores.emptyDatabase())) {
            var connection = Connected.to(wire.database());
            // Kept until somebody asks for something, and then told on his thread.
            wire.say(theServerGoesAndHasMoreToSay());
            Mono.delay(ARRIVES_WITHIN).block();

            var work = Mono.from(connection.beginTransaction())
                    .onErrorResume(_ -> Mono.from(connection.close()))
                    .thenReturn("ended");
            var asking = Thread.ofPlatform().daemon().start(work::subscribe);

            assertThat(asking.join(DEADLINE)).as("came back").isTrue();
            assertThat(Mono.from(connection.validate(ValidationDepth.LOCAL))
                            .repeat(() -> true)
                            .filter(open -> !open)
                            .blockFirst(DEADLINE))
                    .as("open")
                    .isFalse();
        }
    }

    /** ErrorResponse, ReadyForQuery and another ErrorResponse (PostgreSQL 18, 54.7). */
    private static byte[] theServerGoesAndHasMoreToSay() {
        var goes = "SFATAL\0VFATAL\0C57P01\0Mterminating connection\0\0".getBytes(US_ASCII);
        var messages = ByteBuffer.allocate(3 * (1 + Integer.BYTES) + 1 + 2 * goes.length);
        messages.put((byte) 'E').putInt(Integer.BYTES + goes.length).put(goes);
        messages.put((byte) 'Z').putInt(Integer.BYTES + 1).put((byte) 'I');
        messages.put((byte) 'E').putInt(Integer.BYTES + goes.length).put(goes);
        return messages.array();
    }
}
