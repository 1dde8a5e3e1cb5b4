package gateway.platform.journal;

import java.util.List;

/**
 * Facts that must become true together.
 *
 * @param shard the customer's shard; it chooses the writer
 * @param parts at most one of each kind; checked in this order, the first refusal wins
 */
public record Entry(int shard, Priority priority, List<Part> parts) {

    /** What may wait and be refused when the journal is behind. */
    public enum Priority {
        /** Work that is already under way: answers of rails, reversals, releases. Never refused for load. */
        COMPLETION,
        /** Work that has not begun. Refused when the queue is longer than its bound in time. */
        NEW
    }

    public Entry {
        parts = List.copyOf(parts);
    }
}
