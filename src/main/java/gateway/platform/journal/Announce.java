package gateway.platform.journal;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Appends events to the outbox, to be told to the world at least once and in order per subject. */
public record Announce(List<Event> events) implements Part {

    public Announce {
        events = List.copyOf(events);
    }

    /**
     * @param subject whose event it is, such as a payment's id; its shard is the event's shard
     * @param version of the subject after the event: (subject, version) is unique
     * @param type stable outside name, such as {@code payment.completed}
     * @param payload the subject as it was then, in JSON
     * @param customer whom it concerns; null when nobody in particular
     */
    public record Event(
            UUID id,
            UUID subject,
            int version,
            String type,
            String payload,
            @Nullable UUID customer) {}
}
