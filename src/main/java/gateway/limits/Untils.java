package gateway.limits;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Until when each count of a batch matters: as long as the last of its uses. */
final class Untils {

    private final Map<CounterKey, Instant> last = new HashMap<>();

    Untils(List<CountUse> uses) {
        for (var use : uses) {
            use.taken().forEach(this::note);
            use.back().forEach(this::note);
            use.less().forEach(this::note);
        }
    }

    private void note(Taken taken) {
        last.merge(taken.key(), taken.until(), (one, other) -> one.isAfter(other) ? one : other);
    }

    Instant of(CounterKey key) {
        return last.getOrDefault(key, Instant.EPOCH);
    }
}
