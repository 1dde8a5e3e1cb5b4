package gateway.shared.ids;

import java.util.Optional;
import java.util.UUID;

/** Identifies a person who pays. Written {@code cus_<uuid>} outside the process. */
public record CustomerId(UUID value) {

    private static final String PREFIX = "cus_";

    /** Empty when the text is not such an id. */
    public static Optional<CustomerId> parse(String text) {
        return Prefixed.parse(PREFIX, text).map(CustomerId::new);
    }

    public int shard() {
        return TimeOrderedIds.shardOf(value);
    }

    @Override
    public String toString() {
        return PREFIX + value;
    }
}
