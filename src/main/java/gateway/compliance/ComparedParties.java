package gateway.compliance;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import gateway.compliance.matching.ListIndex;
import gateway.compliance.matching.Screen;
import gateway.compliance.names.Name;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What comparing a party with one state of the lists says, remembered for those who pay or are paid again: the same
 * party and the same lists say the same. Parties are known by their fingerprints, so that nobody's data are kept here.
 */
final class ComparedParties {

    private static final int MOST = 20_000;

    private final Screen screen;
    private final Fingerprints fingerprints;
    private volatile Known known = new Known(null, cache());

    ComparedParties(Screen screen, Fingerprints fingerprints) {
        this.screen = screen;
        this.fingerprints = fingerprints;
    }

    private record Known(
            @Nullable ListIndex index, Cache<ByteBuffer, Optional<Verdict>> verdicts) {}

    private static Cache<ByteBuffer, Optional<Verdict>> cache() {
        return Caffeine.newBuilder().maximumSize(MOST).build();
    }

    /** Empty where the party has no name that can be compared. */
    Optional<Verdict> of(Party party, ListIndex index) {
        return by(index).verdicts().get(ByteBuffer.wrap(fingerprints.of(party)), _ -> compare(party, index));
    }

    // Other lists, nothing known: of two threads that see them first, one compares a few in vain.
    private Known by(ListIndex index) {
        var it = known;
        if (it.index() != index) {
            it = new Known(index, cache());
            known = it;
        }
        return it;
    }

    private Optional<Verdict> compare(Party party, ListIndex index) {
        return Name.read(party.kind(), party.name()).map(name -> screen.against(index, party, name));
    }
}
