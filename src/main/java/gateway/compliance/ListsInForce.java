package gateway.compliance;

import gateway.compliance.lists.AcceptedList;
import gateway.compliance.lists.ListFile;
import gateway.compliance.lists.ListSource;
import gateway.compliance.lists.WatchedList;
import gateway.compliance.matching.ListIndex;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * All lists of the folder. A new version takes the place of the old one between two screenings, never during one. A
 * list that was ever in force, on whichever node, has to be here when this node starts.
 */
final class ListsInForce implements Supplier<ListIndex> {

    private final List<WatchedList> watched;
    private final Clock clock;
    private volatile @Nullable State state;
    private Set<String> expected = Set.of();

    /** Seen as one: a list is not here before its names are. */
    private record State(ListIndex index, List<String> missing) {}

    /** @param folder null where there are no lists */
    ListsInForce(@Nullable Path folder, long largest, Clock clock, MeterRegistry meters) {
        watched = folder == null
                ? List.of()
                : Arrays.stream(ListSource.values())
                        .map(source -> new WatchedList(source, folder, largest))
                        .toList();
        this.clock = clock;
        for (var source : ListSource.values()) {
            gauge("oqim_screening_list_entries", "Entries of the list in force", source, this::entries, meters);
            gauge("oqim_screening_list_refused", "1 while the file there is refused", source, this::refused, meters);
            gauge(
                    "oqim_screening_list_missing",
                    "1 while it was in force once and is not here",
                    source,
                    this::gone,
                    meters);
            gauge("oqim_screening_list_age_seconds", "Since the list was published", source, this::age, meters);
        }
    }

    /** Throws {@link ComplianceProblem#LISTS_UNKNOWN} until the folder was compared with what was accepted before. */
    @Override
    public ListIndex get() {
        return known().index();
    }

    /**
     * The lists without which this node started although they had been in force, and that have not come since. Ask
     * before {@link #get}, so that what is not missing is in what that answers. Throws as it does.
     */
    List<String> missing() {
        return known().missing();
    }

    private State known() {
        var current = state;
        if (current == null) {
            throw ComplianceProblem.LISTS_UNKNOWN
                    .because("Try again in a moment")
                    .with("retryAfter", 1);
        }
        return current;
    }

    /** Whether {@link #get} answers. */
    boolean isKnown() {
        return state != null;
    }

    /**
     * Reads what has changed in the folder. Blocks for as long as that takes. Emits what was put in force here and is
     * not recorded yet.
     *
     * @param accepted the last version of each list, as it is recorded
     */
    synchronized List<AcceptedList> look(Map<String, ListVersion> accepted) {
        long changed = watched.stream()
                .filter(list -> list.look(accepted.get(list.source().list())))
                .count();
        var before = state;
        if (before == null) {
            expected = Set.copyOf(accepted.keySet());
        }
        var missing = expected.stream()
                .filter(accepted::containsKey)
                .filter(list -> !isHere(list))
                .sorted()
                .toList();
        state = new State(before == null || changed > 0 ? arranged() : before.index(), missing);
        return watched.stream()
                .map(WatchedList::unrecorded)
                .filter(Objects::nonNull)
                .toList();
    }

    private ListIndex arranged() {
        return new ListIndex(watched.stream()
                .map(WatchedList::inForce)
                .filter(Objects::nonNull)
                .toList());
    }

    void isRecorded(AcceptedList it) {
        watched.stream().filter(list -> it.equals(list.unrecorded())).forEach(WatchedList::isRecorded);
    }

    private boolean isHere(String name) {
        return watched.stream().anyMatch(list -> list.source().list().equals(name) && list.inForce() != null);
    }

    private static void gauge(
            String name, String description, ListSource source, ToLongFunction<ListSource> value, MeterRegistry to) {
        Gauge.builder(name, () -> value.applyAsLong(source))
                .description(description)
                .tag("list", source.list())
                .register(to);
    }

    private long entries(ListSource source) {
        var list = inForce(source);
        return list == null ? 0 : list.entries().size();
    }

    private long refused(ListSource source) {
        return watched.stream()
                .filter(list -> list.source() == source && list.refusal() != null)
                .count();
    }

    private long gone(ListSource source) {
        var current = state;
        return current != null && current.missing().contains(source.list()) ? 1 : 0;
    }

    private long age(ListSource source) {
        var list = inForce(source);
        return list == null
                ? 0
                : Duration.between(list.version().published(), clock.instant()).toSeconds();
    }

    private @Nullable ListFile inForce(ListSource source) {
        for (var list : watched) {
            if (list.source() == source) {
                return list.inForce();
            }
        }
        return null;
    }
}
