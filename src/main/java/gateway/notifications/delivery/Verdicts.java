package gateway.notifications.delivery;

import gateway.notifications.Carried;
import gateway.notifications.messages.Became;
import gateway.notifications.messages.Due;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * What a carrier's answer makes of a message.
 *
 * @param askAfter how long after it was taken a provider is asked what became of it
 */
record Verdicts(RetryPauses pauses, Duration askAfter) {

    Became of(Due due, Carried carried, Instant now, RandomGenerator random) {
        return switch (carried) {
            case Carried.Taken it -> new Became.Taken(it.provider(), it.id(), it.askable() ? now.plus(askAfter) : null);
            case Carried.Refused it -> new Became.Failed(it.why());
            case Carried.Later it -> later(due, it, now.plus(pauses.after(due.attempts(), it.pause(), random)));
        };
    }

    private static Became later(Due due, Carried.Later later, Instant next) {
        return next.isBefore(due.until()) ? new Became.Waiting(later.why(), next) : new Became.Expired(later.why());
    }
}
