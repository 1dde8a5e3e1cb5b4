package gateway.shared.ids;

import java.util.Optional;
import java.util.UUID;

/** Identifies a ledger transfer. Written {@code trf_<uuid>} outside the process. */
public record TransferId(UUID value) {

    private static final String PREFIX = "trf_";

    /** Empty when the text is not such an id. */
    public static Optional<TransferId> parse(String text) {
        return Prefixed.parse(PREFIX, text).map(TransferId::new);
    }

    public int shard() {
        return TimeOrderedIds.shardOf(value);
    }

    @Override
    public String toString() {
        return PREFIX + value;
    }
}
