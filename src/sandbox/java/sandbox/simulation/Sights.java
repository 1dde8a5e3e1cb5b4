package sandbox.simulation;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Counts how often each scary state was seen. */
final class Sights {

    private final Map<Sight, Long> counts = new EnumMap<>(Sight.class);

    void see(Sight sight) {
        counts.merge(sight, 1L, Long::sum);
    }

    void add(Sights other) {
        other.counts.forEach((sight, count) -> counts.merge(sight, count, Long::sum));
    }

    Set<Sight> missing(boolean access) {
        var missing = EnumSet.copyOf(Sight.all(access));
        missing.removeAll(counts.keySet());
        return missing;
    }

    Map<Sight, Long> counts() {
        return counts;
    }
}
