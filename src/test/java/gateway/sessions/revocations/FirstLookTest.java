package gateway.sessions.revocations;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.sessions.TestClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No request before the node knows what was revoked. */
class FirstLookTest {

    private final TestClock clock = new TestClock();
    private final RevocationSettings settings = RevocationCheckTest.settings(1_000);
    private final RevocationView view = new RevocationView(settings, clock, List.of(), new SimpleMeterRegistry());
    private final FirstLook look = new FirstLook(view, settings, clock);

    @Test
    void waitsUntilTheDatabaseWasHeard() throws InterruptedException {
        var opening = Thread.ofPlatform().start(look::start);

        assertThat(opening.join(Duration.ofMillis(300))).isFalse();
        assertThat(look.isRunning()).isFalse();

        view.knowsEverythingAsOf(clock.instant());

        assertThat(opening.join(Duration.ofSeconds(5))).isTrue();
        assertThat(look.isRunning()).isTrue();
    }
}
