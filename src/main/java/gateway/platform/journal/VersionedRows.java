package gateway.platform.journal;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The versions of a batch's rows, and what becomes of them: a new row must not exist, a later version must follow
 * exactly the one that stands. Several steps of one row in a batch end as one write. Not shared between threads.
 *
 * @param <K> by what a row is known, equal by value
 */
public final class VersionedRows<K, T> {

    private final Map<K, Integer> versions = new HashMap<>();
    private final Map<K, T> inserts = new LinkedHashMap<>();
    private final Map<K, T> updates = new LinkedHashMap<>();

    /** A row that stands, and its version. */
    public void found(K id, int version) {
        versions.put(id, version);
    }

    public boolean follows(K id, int version) {
        return versions.getOrDefault(id, 0) == version - 1;
    }

    public void apply(K id, int version, T row) {
        versions.put(id, version);
        if (version == 1 || inserts.containsKey(id)) {
            inserts.put(id, row);
        } else {
            updates.put(id, row);
        }
    }

    public List<T> inserted() {
        return List.copyOf(inserts.values());
    }

    public List<T> updated() {
        return List.copyOf(updates.values());
    }
}
