package gateway.notifications.messages;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What an attempt made of a message. */
public sealed interface Became {

    /** @param askAt when to ask the provider what became of it; null when it cannot be asked */
    record Taken(
            String provider, String providerId, @Nullable Instant askAt) implements Became {}

    record Failed(String why) implements Became {}

    record Waiting(String why, Instant nextTryAt) implements Became {}

    record Expired(String why) implements Became {}
}
