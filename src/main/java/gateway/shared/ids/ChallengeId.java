package gateway.shared.ids;

import java.util.Optional;
import java.util.UUID;

/** Identifies a one-time password challenge. Written {@code chl_<uuid>} outside the process. */
public record ChallengeId(UUID value) {

    private static final String PREFIX = "chl_";

    /** Empty when the text is not such an id. */
    public static Optional<ChallengeId> parse(String text) {
        return Prefixed.parse(PREFIX, text).map(ChallengeId::new);
    }

    public int shard() {
        return TimeOrderedIds.shardOf(value);
    }

    @Override
    public String toString() {
        return PREFIX + value;
    }
}
