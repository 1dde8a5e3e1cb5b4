package gateway.shared.ids;

import java.util.Optional;
import java.util.UUID;

/** Identifies a key with which a partner calls us. Written {@code pky_<uuid>} outside the process. */
public record PartnerKeyId(UUID value) {

    private static final String PREFIX = "pky_";

    /** Empty when the text is not such an id. */
    public static Optional<PartnerKeyId> parse(String text) {
        return Prefixed.parse(PREFIX, text).map(PartnerKeyId::new);
    }

    public int shard() {
        return TimeOrderedIds.shardOf(value);
    }

    @Override
    public String toString() {
        return PREFIX + value;
    }
}
