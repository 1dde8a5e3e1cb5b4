package gateway.processors.correspondent.links;

import gateway.processors.correspondent.LinkStates.LinkState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a link counts as down or silent; pure. One message that a correspondent cannot digest makes no link down as long
 * as it takes others.
 */
public final class LinkRules {

    private LinkRules() {}

    /**
     * What is stored of a correspondent's messages.
     *
     * @param unsentSince when the oldest that it has not taken was decided; null where it has all
     * @param lastTaken when it last took one; null for never
     * @param unansweredSince when it took the first transfer after whatever it said last; null where it has spoken
     *     since
     */
    public record Heard(
            @Nullable Instant unsentSince,
            @Nullable Instant lastTaken,
            @Nullable Instant unansweredSince) {}

    public static LinkState of(Heard it, Duration downAfter, Duration silentAfter, Instant now) {
        if (isOver(it.unsentSince(), downAfter, now)
                && (it.lastTaken() == null || isOver(it.lastTaken(), downAfter, now))) {
            return LinkState.DOWN;
        }
        return isOver(it.unansweredSince(), silentAfter, now) ? LinkState.SILENT : LinkState.UP;
    }

    private static boolean isOver(@Nullable Instant since, Duration patience, Instant now) {
        return since != null && !since.plus(patience).isAfter(now);
    }
}
