package gateway.compliance.lists;

import gateway.compliance.ListVersion;
import org.jspecify.annotations.Nullable;

/** Whether a list may take the place of the one that was accepted last. Pure. */
final class Succession {

    private Succession() {}

    /** Refuses an older list, and one that has lost more than half of its entries: that is an accident. */
    static void check(@Nullable ListVersion last, ListVersion next) throws ListRefused {
        if (last == null) {
            return;
        }
        if (next.published().isBefore(last.published())) {
            throw new ListRefused(0, "is of " + next.published() + ", and accepted was the one of " + last.published());
        }
        if (2L * next.entries() < last.entries()) {
            throw new ListRefused(0, "has " + next.entries() + " entries, and accepted were " + last.entries());
        }
    }
}
