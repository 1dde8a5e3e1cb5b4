package gateway.shared.ids;

import java.util.Optional;
import java.util.UUID;

/** Identifies a card that we issued. Written {@code icd_<uuid>} outside the process. */
public record IssuedCardId(UUID value) {

    private static final String PREFIX = "icd_";

    /** Empty when the text is not such an id. */
    public static Optional<IssuedCardId> parse(String text) {
        return Prefixed.parse(PREFIX, text).map(IssuedCardId::new);
    }

    public int shard() {
        return TimeOrderedIds.shardOf(value);
    }

    @Override
    public String toString() {
        return PREFIX + value;
    }
}
