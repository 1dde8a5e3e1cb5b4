package gateway.processors.uzcard;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import gateway.processors.MessageIdentity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * When to believe SVGate that it never saw a message. An enquiry can overtake the message it asks about, so "not found"
 * counts only after it has been the answer for a while. What is forgotten here (another node, a restart) only waits
 * again.
 */
@Component
class UzcardDoubts {

    private static final int AT_MOST = 100_000;
    private static final Duration KEPT = Duration.ofMinutes(30);

    private final Cache<String, Instant> firstMissed =
            Caffeine.newBuilder().maximumSize(AT_MOST).expireAfterAccess(KEPT).build();
    private final Clock clock;
    private final Duration window;

    UzcardDoubts(Clock clock, UzcardSettings settings) {
        this.clock = clock;
        this.window = settings.doubtWindow();
    }

    /** Call each time the message is not found. */
    boolean believesAbsence(MessageIdentity message) {
        var now = clock.instant();
        var first = firstMissed.get(message.value(), missing -> now);
        return !now.isBefore(first.plus(window));
    }
}
