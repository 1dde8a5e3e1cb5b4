package gateway.shared.ids;

import java.util.Optional;
import java.util.UUID;

/** Identifies a card in the vault. Written {@code crd_<uuid>} outside the process. */
public record CardId(UUID value) {

    private static final String PREFIX = "crd_";

    /** Empty when the text is not such an id. */
    public static Optional<CardId> parse(String text) {
        return Prefixed.parse(PREFIX, text).map(CardId::new);
    }

    public int shard() {
        return TimeOrderedIds.shardOf(value);
    }

    @Override
    public String toString() {
        return PREFIX + value;
    }
}
