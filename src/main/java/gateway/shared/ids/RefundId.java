package gateway.shared.ids;

import java.util.Optional;
import java.util.UUID;

/** Identifies a refund of a payment. Written {@code rfd_<uuid>} outside the process. */
public record RefundId(UUID value) {

    private static final String PREFIX = "rfd_";

    /** Empty when the text is not such an id. */
    public static Optional<RefundId> parse(String text) {
        return Prefixed.parse(PREFIX, text).map(RefundId::new);
    }

    public int shard() {
        return TimeOrderedIds.shardOf(value);
    }

    @Override
    public String toString() {
        return PREFIX + value;
    }
}
