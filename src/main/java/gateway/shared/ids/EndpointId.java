package gateway.shared.ids;

import java.util.Optional;
import java.util.UUID;

/** Identifies an address at which a partner is told. Written {@code wep_<uuid>} outside the process. */
public record EndpointId(UUID value) {

    private static final String PREFIX = "wep_";

    /** Empty when the text is not such an id. */
    public static Optional<EndpointId> parse(String text) {
        return Prefixed.parse(PREFIX, text).map(EndpointId::new);
    }

    public int shard() {
        return TimeOrderedIds.shardOf(value);
    }

    @Override
    public String toString() {
        return PREFIX + value;
    }
}
