package gateway.shared.ids;

import java.util.Optional;
import java.util.UUID;

/** Identifies a quote. Written {@code quo_<uuid>} outside the process. */
public record QuoteId(UUID value) {

    private static final String PREFIX = "quo_";

    /** Empty when the text is not such an id. */
    public static Optional<QuoteId> parse(String text) {
        return Prefixed.parse(PREFIX, text).map(QuoteId::new);
    }

    public int shard() {
        return TimeOrderedIds.shardOf(value);
    }

    @Override
    public String toString() {
        return PREFIX + value;
    }
}
