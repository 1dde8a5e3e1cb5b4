package gateway.shared.ids;

import java.util.Optional;
import java.util.UUID;

/** Identifies a session on a device. Written {@code ses_<uuid>} outside the process. */
public record SessionId(UUID value) {

    private static final String PREFIX = "ses_";

    /** Empty when the text is not such an id. */
    public static Optional<SessionId> parse(String text) {
        return Prefixed.parse(PREFIX, text).map(SessionId::new);
    }

    public int shard() {
        return TimeOrderedIds.shardOf(value);
    }

    @Override
    public String toString() {
        return PREFIX + value;
    }
}
