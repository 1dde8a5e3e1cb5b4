package gateway.shared.ids;

import java.util.Optional;
import java.util.UUID;

/**
 * Identifies a partner who is told of the payments of its merchants. Written {@code ptn_<uuid>} outside the process.
 */
public record PartnerId(UUID value) {

    private static final String PREFIX = "ptn_";

    /** Empty when the text is not such an id. */
    public static Optional<PartnerId> parse(String text) {
        return Prefixed.parse(PREFIX, text).map(PartnerId::new);
    }

    public int shard() {
        return TimeOrderedIds.shardOf(value);
    }

    @Override
    public String toString() {
        return PREFIX + value;
    }
}
