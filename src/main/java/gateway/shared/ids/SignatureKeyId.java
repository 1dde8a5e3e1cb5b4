package gateway.shared.ids;

import java.util.Optional;
import java.util.UUID;

/** Identifies a key with which a partner signs its calls. Written {@code sgk_<uuid>} outside the process. */
public record SignatureKeyId(UUID value) {

    private static final String PREFIX = "sgk_";

    /** Empty when the text is not such an id. */
    public static Optional<SignatureKeyId> parse(String text) {
        return Prefixed.parse(PREFIX, text).map(SignatureKeyId::new);
    }

    public int shard() {
        return TimeOrderedIds.shardOf(value);
    }

    @Override
    public String toString() {
        return PREFIX + value;
    }
}
