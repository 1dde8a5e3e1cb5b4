package gateway.notifications;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What became of handing a message to a carrier. */
public sealed interface Carried {

    /**
     * @param id the provider's name for it
     * @param askable whether the provider can be asked what became of it
     */
    record Taken(String provider, String id, boolean askable) implements Carried {}

    /** It will never be carried. */
    record Refused(String why) implements Carried {}

    /**
     * Not now; it may have been carried all the same.
     *
     * @param pause how long the provider wants to be left alone; null when it does not say
     */
    record Later(String why, @Nullable Duration pause) implements Carried {}
}
