package gateway.shared.ids;

import java.util.Optional;
import java.util.UUID;

/** Identifies a merchant who is paid. Written {@code mer_<uuid>} outside the process. */
public record MerchantId(UUID value) {

    private static final String PREFIX = "mer_";

    /** Empty when the text is not such an id. */
    public static Optional<MerchantId> parse(String text) {
        return Prefixed.parse(PREFIX, text).map(MerchantId::new);
    }

    public int shard() {
        return TimeOrderedIds.shardOf(value);
    }

    @Override
    public String toString() {
        return PREFIX + value;
    }
}
