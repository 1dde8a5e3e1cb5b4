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
     * @param answer the payload is also what somebody is told; null when nobody waits for it
     */
    public record Event(
            UUID id,
            UUID subject,
            int version,
            String type,
            String payload,
            @Nullable UUID customer,
            @Nullable AnswerTo answer) {

        /** One that answers nobody. */
        public Event(UUID id, UUID subject, int version, String type, String payload, @Nullable UUID customer) {
            this(id, subject, version, type, payload, customer, null);
        }
    }

    /**
     * Whom an event answers: whoever claimed the key for its subject, as {@link KeepAnswer} would, without a second
     * copy. Of several events that answer one key the first counts.
     *
     * @param status the HTTP status that goes with it
     */
    public record AnswerTo(String key, int status) {}
}
