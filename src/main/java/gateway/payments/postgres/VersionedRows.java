package gateway.payments.postgres;

import gateway.platform.journal.PartWriter.FoundRow;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * The versions of a batch's rows, and what becomes of them: a new row must not exist, a later version must follow
 * exactly the one that stands. Several steps of one row in a batch end as one write.
 */
final class VersionedRows<T> {

    private final Map<UUID, Integer> versions = new HashMap<>();
    private final Map<UUID, T> inserts = new LinkedHashMap<>();
    private final Map<UUID, T> updates = new LinkedHashMap<>();

    /** @param row its id and version */
    void found(FoundRow row) {
        versions.put(Objects.requireNonNull(row.get(0, UUID.class)), Objects.requireNonNull(row.get(1, Integer.class)));
    }

    boolean follows(UUID id, int version) {
        return versions.getOrDefault(id, 0) == version - 1;
    }

    void apply(UUID id, int version, T row) {
        versions.put(id, version);
        if (version == 1 || inserts.containsKey(id)) {
            inserts.put(id, row);
        } else {
            updates.put(id, row);
        }
    }

    List<T> inserted() {
        return List.copyOf(inserts.values());
    }

    List<T> updated() {
        return List.copyOf(updates.values());
    }
}
