package sandbox.chaos.faults;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One payment's way through a node: the points it passed, and the one at which it stands still for good, as if the node
 * had been halted there.
 */
final class Course {

    private final @Nullable String standsAt;
    private final boolean unsent;
    private final Set<String> passed = new LinkedHashSet<>();
    private boolean standing;

    /**
     * @param standsAt null to go on to the end
     * @param unsent whether its messages never leave the node
     */
    Course(@Nullable String standsAt, boolean unsent) {
        this.standsAt = standsAt;
        this.unsent = unsent;
    }

    /** Whether it may go on. Nothing of it happens any more once it stands. */
    synchronized boolean pass(String point) {
        if (standing) {
            return false;
        }
        passed.add(point);
        standing = point.equals(standsAt);
        return !standing;
    }

    boolean isUnsent() {
        return unsent;
    }

    synchronized boolean isStanding() {
        return standing;
    }

    synchronized List<String> passed() {
        return List.copyOf(passed);
    }
}
