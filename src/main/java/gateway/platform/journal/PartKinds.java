package gateway.platform.journal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All kinds of part the journal knows, in the order in which they lock. */
final class PartKinds {

    private final List<PartWriter<Part>> writers;
    private final Map<Class<?>, Integer> places = new HashMap<>();

    PartKinds(List<? extends PartWriter<?>> all) {
        this.writers = all.stream()
                .map(PartKinds::erased)
                .sorted(Comparator.comparingInt(PartWriter::order))
                .toList();
        for (int place = 0; place < writers.size(); place++) {
            if (places.put(writers.get(place).kind(), place) != null) {
                throw new IllegalStateException(
                        "Two writers for " + writers.get(place).kind());
            }
            if (place > 0
                    && writers.get(place - 1).order() == writers.get(place).order()) {
                throw new IllegalStateException(
                        "%s and %s lock at the same place".formatted(writers.get(place - 1), writers.get(place)));
            }
        }
    }

    // A writer is only ever given parts of its own kind: see place().
    @SuppressWarnings("unchecked")
    private static PartWriter<Part> erased(PartWriter<?> writer) {
        return (PartWriter<Part>) writer;
    }

    int size() {
        return writers.size();
    }

    PartWriter<Part> writer(int place) {
        return writers.get(place);
    }

    /** Where this kind of part locks; null when no module owns it. */
    @Nullable
    Integer place(Part part) {
        return places.get(part.getClass());
    }

    /** The part's place; the entry was checked when it came in. */
    int placeOf(Part part) {
        var place = place(part);
        if (place == null) {
            throw new IllegalStateException("No writer for " + part.getClass());
        }
        return place;
    }

    /** What makes the entry impossible to write, in words; null when nothing does. */
    @Nullable
    String complaint(Entry entry) {
        var seen = new ArrayList<Integer>(entry.parts().size());
        for (var part : entry.parts()) {
            var place = place(part);
            if (place == null) {
                return "no writer for " + part.getClass();
            }
            if (seen.contains(place)) {
                return "two parts of " + part.getClass();
            }
            seen.add(place);
        }
        return seen.isEmpty() ? "no parts" : null;
    }
}
