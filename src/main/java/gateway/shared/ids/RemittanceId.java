package gateway.shared.ids;

import java.util.Optional;
import java.util.UUID;

/** Identifies a remittance. Written {@code rmt_<uuid>} outside the process. */
public record RemittanceId(UUID value) {

    private static final String PREFIX = "rmt_";

    /** Empty when the text is not such an id. */
    public static Optional<RemittanceId> parse(String text) {
        return Prefixed.parse(PREFIX, text).map(RemittanceId::new);
    }

    public int shard() {
        return TimeOrderedIds.shardOf(value);
    }

    @Override
    public String toString() {
        return PREFIX + value;
    }
}
