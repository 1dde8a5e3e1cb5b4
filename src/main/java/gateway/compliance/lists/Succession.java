package gateway.compliance.lists;

import gateway.compliance.ListVersion;
import org.jspecify.annotations.Nullable;

/** Whether a list may take the place of the one in force. Pure. */
final class Succession {

    private Succession() {}

    /** Refuses an older list, and one that has lost more than half of its entries: that is an accident. */
    static void check(@Nullable ListVersion inForce, ListVersion next) throws ListRefused {
        if (inForce == null) {
            return;
        }
        if (next.published().isBefore(inForce.published())) {
            throw new ListRefused(
                    0, "is of " + next.published() + ", and in force is the one of " + inForce.published());
        }
        if (2L * next.entries() < inForce.entries()) {
            throw new ListRefused(0, "has " + next.entries() + " entries, and in force are " + inForce.entries());
        }
    }
}
