package gateway.packs;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says which packs are in force on this node. */
@Component
public class ListPacks {

    private final KnownPacks packs;

    ListPacks(KnownPacks packs) {
        this.packs = packs;
    }

    /** @param since null for the one the node was configured with, whose number is 0 */
    public record Listed(String kind, long number, @Nullable Instant since) {}

    /** By kind. */
    public List<Listed> inForce() {
        return packs.all().stream()
                .map(pack -> new Listed(pack.name(), pack.number(), pack.since()))
                .sorted(Comparator.comparing(Listed::kind))
                .toList();
    }
}
