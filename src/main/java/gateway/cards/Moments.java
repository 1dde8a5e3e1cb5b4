package gateway.cards;

import gateway.shared.ids.TimeOrderedIds;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The time, and ids that carry it. */
@Component
final class Moments {

    private final TimeOrderedIds ids;
    private final Clock clock;

    Moments(TimeOrderedIds ids, Clock clock) {
        this.ids = ids;
        this.clock = clock;
    }

    // The database keeps microseconds; an answer and its repeat must be equal.
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    UUID newId(int shard) {
        return ids.next(shard);
    }
}
