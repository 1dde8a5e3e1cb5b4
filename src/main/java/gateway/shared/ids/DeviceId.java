package gateway.shared.ids;

import java.util.Optional;
import java.util.UUID;

/** Identifies a customer's device. Written {@code dev_<uuid>} outside the process. */
public record DeviceId(UUID value) {

    private static final String PREFIX = "dev_";

    /** Empty when the text is not such an id. */
    public static Optional<DeviceId> parse(String text) {
        return Prefixed.parse(PREFIX, text).map(DeviceId::new);
    }

    public int shard() {
        return TimeOrderedIds.shardOf(value);
    }

    @Override
    public String toString() {
        return PREFIX + value;
    }
}
