package gateway.compliance;

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
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** All lists of the folder. A new version takes the place of the old one between two screenings, never during one. */
final class ListsInForce implements Supplier<ListIndex> {

    private final List<WatchedList> watched;
    private final Clock clock;
    private volatile ListIndex index = new ListIndex(List.of());

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
            gauge("oqim_screening_list_age_seconds", "Since the list was published", source, this::age, meters);
        }
    }

    @Override
    public ListIndex get() {
        return index;
    }

    /** Reads what has changed in the folder. Blocks for as long as that takes. */
    synchronized void look() {
        long changed = watched.stream().filter(WatchedList::look).count();
        if (changed > 0) {
            index = new ListIndex(watched.stream()
                    .map(WatchedList::inForce)
                    .filter(Objects::nonNull)
                    .toList());
        }
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
