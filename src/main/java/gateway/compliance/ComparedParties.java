package gateway.compliance;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import gateway.compliance.matching.ListIndex;
import gateway.compliance.matching.Screen;
import gateway.compliance.names.Name;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What comparing a party with one state of the lists says, remembered for those who pay or are paid again: the same
 * party, lists and thresholds say the same. Who they are is in the node's memory anyway; to know them by a fingerprint
 * would cost each payment two of them.
 */
final class ComparedParties {

    private static final int MOST = 20_000;

    private volatile Known known = new Known(null, null, cache());

    ComparedParties() {}

    private record Known(
            @Nullable ListIndex index, @Nullable Screen screen, Cache<Party, Optional<Verdict>> verdicts) {}

    private static Cache<Party, Optional<Verdict>> cache() {
        return Caffeine.newBuilder().maximumSize(MOST).build();
    }

    /** Empty where the party has no name that can be compared. */
    Optional<Verdict> of(Party party, ListIndex index, Screen screen) {
        return by(index, screen).verdicts().get(party, it -> compare(it, index, screen));
    }

    // Other lists or thresholds, nothing known: of two threads that see them first, one compares a few in vain. Whether
    // they are the very same is what is asked: comparing two indexes would cost more than it saves.
    @SuppressWarnings("ReferenceEquality")
    private Known by(ListIndex index, Screen screen) {
        var it = known;
        if (it.index() != index || it.screen() != screen) {
            it = new Known(index, screen, cache());
            known = it;
        }
        return it;
    }

    private static Optional<Verdict> compare(Party party, ListIndex index, Screen screen) {
        return Name.read(party.kind(), party.name()).map(name -> screen.against(index, party, name));
    }
}
