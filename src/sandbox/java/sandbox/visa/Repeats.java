package sandbox.visa;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/** Whether a reversal that is sent again says so: the same type twice is a repeat, and a repeat is 0401 or 0421. */
final class Repeats {

    private final Map<String, Set<String>> seen = new HashMap<>();
    private final LongAdder marked = new LongAdder();
    private final LongAdder unmarked = new LongAdder();

    /** One thread only: the host's event loop. */
    void saw(String original, String type) {
        boolean again = !seen.computeIfAbsent(original, _ -> new HashSet<>()).add(type);
        if (type.endsWith("1")) {
            marked.increment();
        } else if (again) {
            unmarked.increment();
        }
    }

    Map<String, Long> counts() {
        return Map.of("marked repeats", marked.sum(), "unmarked repeats", unmarked.sum());
    }
}
