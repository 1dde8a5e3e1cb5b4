package gateway.compliance.lists;

import gateway.compliance.ListVersion;
import java.util.HashSet;
import java.util.List;

/** A list as read from its file: well formed, complete by its own count, every id once. */
public record ListFile(ListVersion version, List<ListEntry> entries) {

    public ListFile {
        entries = List.copyOf(entries);
    }

    /** Refuses a list that gives an id twice. */
    static ListFile of(ListVersion version, List<ListEntry> entries) throws ListRefused {
        var ids = new HashSet<String>();
        for (var entry : entries) {
            if (!ids.add(entry.id())) {
                throw new ListRefused(0, "id " + Shown.of(entry.id()) + " stands there twice");
            }
        }
        if (entries.isEmpty()) {
            throw new ListRefused(0, "has no entries");
        }
        return new ListFile(version, entries);
    }
}
